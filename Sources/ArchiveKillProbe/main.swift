// Files synthetic people and says each acknowledgement, so that a test can end it at any moment and look what is there.
//
//     ArchiveKillProbe FOLDER FIRST COUNT [wait | batch | steps]
//
// Each person is filed, and then renewed. With `wait` the archive stays open until standard input ends. With `batch` each
// person is swiped into the one batch of the archive instead, in a session of this run's own. With `steps` an archive of an earlier
// version is taken over one row at a time.

import CounterRules
import Glibc
import IdentityDocuments
import KioskProtocol
import LinuxPlatform
import PersonArchive
import PersonalData
import SQLiteStore

/// Writes a line at once: what was said before a kill must have left the process.
func say(_ line: String) {
  try? Files.writeAll(Array((line + "\n").utf8), to: STDOUT_FILENO)
}

/// A citizen who does not exist: division 110000 is no place where people live, serial from `index`.
func filing(_ index: Int, renewed: Bool) -> FilingRequest {
  let serial = String(String(1_000 + index % 1_000).dropFirst())
  let day = CalendarDate(year: 1950 + index / 1_000 % 50, month: 3, day: 7)
  var document = IdentityDocument(kind: .residentIdentityCard)
  document.number = Personal("110000\(day?.compact ?? "")\(serial)1")
  document.name = Personal("样本\(index)")
  document.sex = Personal(CodedValue(code: "1", name: "男"))
  document.birthDate = Personal(day.map(CardDate.date) ?? .text(""))
  document.address = Personal(renewed ? "样本市新街二号" : "样本市老街一号")
  document.validFrom = Personal(CardDate.longTerm)
  let origin = ReadingOrigin(
    session: "session-\(index)\(renewed ? "-renewed" : "")", readAt: "2026-11-20T09:15:02+08:00",
    window: "window-1", reader: ReadingOrigin.Reader(id: "reader-1", name: "Probe", link: "usb"))
  return FilingRequest(
    origin: origin, document: document, photoBlock: Personal([UInt8](repeating: 7, count: 1_024)),
    textBlock: Personal([UInt8](repeating: 8, count: 256)))
}

/// Swipes people into the batch of the archive, which is opened by the first run.
func swipe(_ people: Range<Int>, into store: SQLiteStore) async throws(KioskFailure) {
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
  say("usage: ArchiveKillProbe FOLDER FIRST COUNT [wait | batch | steps]")
  exit(64)
}
do throws(KioskFailure) {
  let isStepwise = arguments.dropFirst(4).first == "steps"
  let store = try await SQLiteStore.open(stateFolder: arguments[1], rowsAtOnce: isStepwise ? 1 : 256)
  say("open")
  let isBatch = arguments.dropFirst(4).first == "batch"
  if isBatch { try await swipe(first..<(first + count), into: store) }
  for index in first..<(isBatch ? first : first + count) {
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
  if arguments.dropFirst(4).first == "wait" { while readLine() != nil {} }
  await store.close()
  say("closed")
} catch {
  say("refused \(error.reason.rawValue)")
  exit(1)
}
