// Files synthetic people and says each acknowledgement, so that a test can end it at any moment and look what is there.
//
//     ArchiveKillProbe FOLDER FIRST COUNT [wait | batch | steps | numbers | rotate | backup | restore | erase | deliver]
//
// Each person is filed, and then renewed. With `wait` the archive stays open until standard input ends. With `batch` each
// person is swiped into the one batch of the archive instead, in a session of this run's own. With `steps` an archive of an earlier
// version is taken over one row at a time. With `numbers` each person is filed and has a mobile number bound and changed. With
// `rotate` the archive's keys are replaced, one row at a time, with `backup` a backup is made.
// With `restore` the backup `backups/probe.db` takes the archive's place. With `erase` person FIRST, who is on file, is erased.
// With `deliver` each filing waits in the queue of a window first, and is delivered from there.

import CounterRules
import Glibc
import IdentityDocuments
import KioskProtocol
import LinuxPlatform
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive

/// Swipes people into the batch of the archive, which is opened by the first run.
func swipe(_ people: Range<Int>, into store: ArchiveStore) async throws(KioskFailure) {
  func entry(_ act: Act) -> AuditEntry {
    AuditEntry(
      at: "2026-11-20T09:15:02+08:00", window: "window-1", party: .localAdministrator(uid: 0), act: act)
  }
  if try await store.batches(in: .all, offset: 0, limit: 1).isEmpty {
    guard let code = EnterpriseCode("91350100M000100Y43") else { return }
    let opening = BatchOpening(
      name: "probe", enterpriseName: "Sample enterprise", enterpriseCode: code, code: Personal("12345678"))
    _ = try await store.openBatch(opening, by: entry(.openBatch))
    say("opened")
  }
  let run = RandomToken.make()
  for index in people {
    var request = filing(index, renewed: false)
    request.origin.session += "-" + run
    do throws(KioskFailure) {
      let result = try await store.swipe(request, intoBatch: "1", in: .all, by: entry(.swipeCard))
      say("swiped-\(index) \(result.mark.rawValue) \(result.row) \(result.counters.total)")
    } catch {
      say("swiped-\(index) failed \(error.reason.rawValue)")
    }
  }
}

let arguments = CommandLine.arguments
guard arguments.count >= 4, let first = Int(arguments[2]), let count = Int(arguments[3]) else {
  say(
    "usage: ArchiveKillProbe FOLDER FIRST COUNT [wait | batch | steps | numbers | rotate | backup | restore"
      + " | erase | deliver]")
  exit(64)
}
do throws(KioskFailure) {
  let mode = arguments.dropFirst(4).first
  if mode == "restore" {
    let entry = AuditEntry(
      at: "2026-11-20T09:15:02+08:00", window: "window-1", party: .localAdministrator(uid: 0),
      act: .keepArchive)
    _ = try SQLiteStore.restore(
      arguments[1] + "/backups/probe.db", stateFolder: arguments[1], by: entry)
    say("restored")
    exit(0)
  }
  let store = try await SQLiteStore.open(stateFolder: arguments[1], rowsAtOnce: mode == "steps" ? 1 : 256)
  say("open")
  let people = first..<(first + count)
  if mode == "batch" { try await swipe(people, into: store) }
  if mode == "numbers" { try await NumberSteps(store: store).run(people) }
  if mode == "deliver" { try await deliver(people, in: arguments[1], to: store) }
  for index in ["batch", "numbers", "deliver"].contains(mode) ? first..<first : people {
    for renewed in [false, true] {
      let request = filing(index, renewed: renewed)
      do throws(KioskFailure) {
        let result = try await store.file(request)
        say(
          "\(request.origin.session) \(result.outcome.rawValue) \(result.person ?? "-") \(result.version ?? 0)"
        )
      } catch {
        say("\(request.origin.session) failed \(error.reason.rawValue)")
      }
    }
  }
  let entry = AuditEntry(
    at: "2026-11-20T09:15:02+08:00", window: "window-1", party: .localAdministrator(uid: 0), act: .keepArchive
  )
  if mode == "backup" { _ = try await store.backUp(as: "probe.db", by: entry) }
  if mode == "erase", let number = filing(first, renewed: false).document.number {
    let person = try await store.person(kind: .residentIdentityCard, number: number)
    let erasure = try await store.erase(person: person.id, by: entry)
    say("erased \(erasure.isWiped)")
  }
  if mode == "rotate" {
    var state = try await store.beginRotation(by: entry)
    while state.isUnderWay { state = try await store.rotate(rowsAtOnce: 1) }
  }
  if mode == "wait" { while readLine() != nil {} }
  await store.close()
  say("closed")
} catch {
  say("refused \(error.reason.rawValue)")
  exit(1)
}
