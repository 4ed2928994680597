import CounterRules
import DatabaseKit
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

/// State folders as an earlier program, or an accident, left them.
enum ArchiveFixture {
  static let key = [UInt8](0..<32)

  /// A folder with the frozen archive of a released schema version.
  static func frozen(version: Int) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let dump = Programs.repository + "/Fixtures/archive/schema-\(version).sql"
    let db = try Connection(path: folder.file("archive.db"))
    try db.executeTrusted(try String(contentsOfFile: dump, encoding: .utf8))
    chmod(folder.file("archive.db"), 0o600)
    // From the fifth on there are two keys; the dumps have the same bytes for both.
    for name in version < 5 ? ["archive.key"] : ["archive.lookup-1.key", "archive.wrapping-1.key"] {
      try writeKey(key, in: folder, as: name)
    }
    return folder
  }

  /// A folder with a closed archive of the present schema that holds these people.
  static func archive(_ samples: [Sample] = [Sample("s1")]) async throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    for sample in samples { _ = try await store.file(sample.filing) }
    await store.close()
    return folder
  }

  static func writeKey(
    _ bytes: [UInt8], in folder: ScratchFolder, as name: String = "archive.wrapping-1.key"
  ) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
    chmod(folder.file(name), 0o600)
  }

  /// Changes a closed archive behind its back.
  static func tamper(
    _ folder: ScratchFolder, _ body: (borrowing Connection) throws(SQLiteError) -> Void
  ) throws {
    let db = try Connection(path: folder.file("archive.db"), creating: false)
    try body(db)
  }

  /// Changes the archive of any engine behind its back.
  static func tamperAnywhere(
    _ folder: ScratchFolder, _ body: (any Database) throws(DatabaseError) -> Void
  ) throws {
    try body(try Engine.database(folder))
  }

  /// Opens a frozen archive and looks whether the people in it are found by all that the present schema has.
  static func checkTakenOver(_ folder: ScratchFolder, _ comment: Comment? = nil) async throws {
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let entry = AuditEntry(
      at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .localAdministrator(uid: 0),
      act: .listPersons)
    let number = Personal("110000199003071231")
    let person = try await store.person(kind: .residentIdentityCard, number: number)
    let name = try #require(person.current.document.name, comment)
    let searches = [
      PersonSearch(number: number), PersonSearch(name: name), PersonSearch(window: "window-1"),
      PersonSearch(name: name, from: CalendarDate(iso: "2026-11-20"), to: CalendarDate(iso: "2026-11-20")),
    ]
    for (index, search) in searches.enumerated() {
      let found = try await store.search(search, shownTo: entry).persons.map(\.id)
      #expect(found.contains(person.id), "search \(index) \(comment?.rawValue ?? "")")
    }
    #expect(try await store.history(person: person.id).map(\.number) == [3, 2, 1], comment)
    await store.close()
    let db = try Connection(path: folder.file("archive.db"))
    #expect(try db.integer("SELECT count(*) FROM upkeep") == 0, comment)
    #expect(
      try db.rows("PRAGMA integrity_check") { row throws(SQLiteError) in try row.text(0) } == ["ok"], comment)
    #expect(
      try db.rows("PRAGMA foreign_key_check") { row throws(SQLiteError) in try row.text(0) } == [], comment)
  }

  /// Why the archive is not opened; `nil` when it is.
  static func refusal(_ folder: ScratchFolder) async -> FailureReason? {
    do {
      await (try Engine.open(folder)).close()
      return nil
    } catch {
      return (error as? KioskFailure)?.reason
    }
  }
}

/// What lies in a folder: names, contents and times of change.
struct Snapshot: Equatable {
  var files: [String: [UInt8]] = [:]
  var changed: [String: Date] = [:]

  /// Without the lock, which every start makes.
  init(_ folder: ScratchFolder) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "archive.lock"
    {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      changed[name] = attributes[.modificationDate] as? Date
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = try folder.bytes(name)
    }
  }
}
