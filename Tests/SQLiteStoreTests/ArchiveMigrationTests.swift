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

@Suite("Archives of earlier versions")
struct ArchiveMigrationTests {
  private static func schema(_ db: borrowing Connection) throws -> [String] {
    try db.rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name") {
      row throws(SQLiteError) in
      try row.text(0).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
  }

  @Test(
    "each released version has a frozen dump, which its migrations still give",
    arguments: 1...ArchiveSchema.migrations.count)
  func frozenSchemas(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    let frozen = try Connection(path: folder.file("archive.db"))
    #expect(try frozen.schemaVersion() == version)
    #expect(try frozen.applicationID() == Int(ArchiveSchema.applicationID))
    let made = try Connection(path: ":memory:")
    try made.migrate(
      Array(ArchiveSchema.migrations.prefix(version)), applicationID: ArchiveSchema.applicationID)
    #expect(try Self.schema(frozen) == Self.schema(made))
  }

  @Test(
    "from every released version to the present one, with everyone in it",
    arguments: 1...ArchiveSchema.migrations.count)
  func everyVersion(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let person = try await store.person(kind: .residentIdentityCard, number: Personal("110000199003071231"))
    let history = try await store.history(person: person.id)
    #expect(history.map(\.number) == [3, 2, 1])
    #expect(person.current == history[1])
    #expect(history[2].document == Sample("filed").document)
    #expect(history.map { $0.textBlock.disclosed() == Sample.text } == [true, true, true])
    #expect(history[1].photoBlock == Personal(Array("MARKER-photo".utf8)))
    #expect(history[1].document.newestAddress == Personal(""))
    let readings = try await store.readings(person: person.id)
    #expect(readings.map(\.outcome) == [.older, .renewed, .unchanged, .filed])
    #expect(readings.last?.origin == Sample("filed").filing.origin)
    #expect(try await store.conflicts(offset: 0, limit: 9).map(\.conflictingPerson) == [person.id])
    #expect(try await store.file(Sample("filed").filing).version == 1)
    #expect(try await store.file(Sample("new") { $0.validFrom = "20300101" }.filing).version == 4)
    await store.close()
    let db = try Connection(path: folder.file("archive.db"))
    #expect(try db.schemaVersion() == ArchiveSchema.migrations.count)
    #expect(try db.rows("PRAGMA integrity_check") { row throws(SQLiteError) in try row.text(0) } == ["ok"])
    #expect(try db.rows("PRAGMA foreign_key_check") { row throws(SQLiteError) in try row.text(0) } == [])
    let made = try Connection(path: ":memory:")
    try made.migrate(ArchiveSchema.migrations, applicationID: ArchiveSchema.applicationID)
    #expect(try Self.schema(db) == Self.schema(made))
  }

  @Test(
    "from every released version, a row at a time, to one in which everyone is found by everything",
    arguments: 1...ArchiveSchema.migrations.count)
  func takenOver(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    await (try SQLiteStore.open(stateFolder: folder.path, rowsAtOnce: 1)).close()
    try await ArchiveFixture.checkTakenOver(folder)
  }

  @Test("a wrong key leaves an earlier version as it is", arguments: 1..<ArchiveSchema.migrations.count)
  func wrongKey(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    for name in ["archive.key", "archive.lookup-1.key", "archive.wrapping-1.key"]
    where FileManager.default.fileExists(atPath: folder.file(name)) {
      try ArchiveFixture.writeKey([UInt8](repeating: 9, count: 32), in: folder, as: name)
    }
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyWrong)
    #expect(try Connection(path: folder.file("archive.db")).schemaVersion() == version)
  }
}
