import CounterRules
import DatabaseKit
import Emulation
import Foundation
import IdentityDocuments
import KioskProtocol
import LinuxPlatform
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport

/// Looking people up in an archive of many, and what a person takes there.
struct LookUps {
  struct Result {
    /// The person with a number, without a line of the audit trail.
    var number = Samples()
    /// A search by number and one by name, each with its line on the disk.
    var numberSearch = Samples()
    var nameSearch = Samples()
    var bytesAPerson = 0.0
    var filled = Duration.zero
  }

  /// Filed in one transaction; nobody waits for the disk in between.
  private static let together = 1_000
  private static let at = "2026-11-21T09:15:02+08:00"

  let persons: Int
  let withPortraits: Bool
  let lookUps: Int

  func measure(_ folder: WorkFolder) async throws -> Result {
    var (store, result) = try await fill(folder)
    defer { try? folder.remove("persons") }
    var chance = SeededGenerator(seed: 20_261_121)
    for _ in 0..<lookUps {
      let person = Int.random(in: 0..<persons, using: &chance)
      let (number, name) = (Self.number(person), Self.name(person))
      let start = ContinuousClock.now
      _ = try await store.person(kind: .residentIdentityCard, number: number)
      let middle = ContinuousClock.now
      let found = try await store.search(PersonSearch(number: number, limit: 20), shownTo: Self.entry)
      let late = ContinuousClock.now
      let named = try await store.search(PersonSearch(name: name, limit: 20), shownTo: Self.entry)
      let end = ContinuousClock.now
      guard found.total == 1, named.total >= 1 else { throw TestFailure("somebody is not found") }
      result.number.add(start.duration(to: middle))
      result.numberSearch.add(middle.duration(to: late))
      result.nameSearch.add(late.duration(to: end))
    }
    await store.close()
    return result
  }

  /// An archive in the folder `persons` with all of them.
  func fill(_ folder: WorkFolder) async throws -> (store: ArchiveStore, result: Result) {
    let store = try await SQLiteStore.open(stateFolder: folder.file("persons"))
    let start = ContinuousClock.now
    for first in stride(from: 0, to: persons, by: Self.together) {
      try await store.fileTogether(
        (first..<min(first + Self.together, persons)).map { filing($0) })
    }
    var result = Result()
    result.filled = start.duration(to: .now)
    // What is still in the log counts too.
    let db = try Connection(path: folder.file("persons/archive.db"), creating: false)
    let size = try db.integer("PRAGMA page_count") * db.integer("PRAGMA page_size")
    result.bytesAPerson = Double(size) / Double(persons)
    return (store, result)
  }

  private func filing(_ index: Int) -> FilingRequest {
    var document = IdentityDocument(kind: .residentIdentityCard)
    document.number = Self.number(index)
    document.name = Self.name(index)
    document.sex = Personal(CodedValue(code: "1", name: "男"))
    document.address = Personal("样本省虚构区示例路\(1 + index % 999)号")
    document.validFrom = Personal(CardDate.longTerm)
    let origin = ReadingOrigin(
      session: "fill-\(index)", readAt: Self.at, window: "window-\(index % 20)",
      reader: ReadingOrigin.Reader(id: "usb-0400-c35a-1-1", name: "Scripted SAM reader", link: "usb"))
    return FilingRequest(
      origin: origin, document: document,
      photoBlock: Personal(withPortraits ? [UInt8](repeating: UInt8(index & 0xFF), count: 1_024) : []),
      textBlock: Personal([UInt8](repeating: UInt8(index & 0xFF), count: 256)))
  }

  /// Division 110000 is no place where people live; as many numbers as there are persons.
  private static func number(_ index: Int) -> Personal<String> {
    let serial = String(String(1_000 + index % 1_000).dropFirst())
    let year = 1900 + index / 336_000 % 100
    let month = String(String(101 + index / 28_000 % 12).dropFirst())
    let day = String(String(101 + index / 1_000 % 28).dropFirst())
    return Personal("110000\(year)\(month)\(day)\(serial)1")
  }

  /// A few dozen people share each name.
  private static func name(_ index: Int) -> Personal<String> { Personal("样本\(index % 400_000)") }

  static var entry: AuditEntry {
    AuditEntry(at: at, window: "window-1", party: .localAdministrator(uid: 0), act: .seePerson)
  }
}
