import DatabaseKit
import SQLiteKit
import TestSupport
import Testing

@Suite("Migrations")
struct MigrationTests {
  static let steps = [
    Migration("one") { db throws(SQLiteError) in try db.execute("CREATE TABLE one (a INTEGER) STRICT") },
    Migration("two") { db throws(SQLiteError) in try db.execute("ALTER TABLE one ADD COLUMN b TEXT") },
    Migration("three") { db throws(SQLiteError) in try db.execute("CREATE TABLE three (c BLOB) STRICT") },
  ]

  @Test("from every version to the last, once", arguments: 0...3)
  func everyVersion(start: Int) throws {
    let db = try Connection(path: ":memory:")
    #expect(try db.migrate(Array(Self.steps.prefix(start)), applicationID: 7) == start)
    #expect(try db.schemaVersion() == start)
    #expect(try db.migrate(Self.steps, applicationID: 7) == 3 - start)
    #expect(try db.migrate(Self.steps, applicationID: 7) == 0)
    #expect(try db.schemaVersion() == 3)
    #expect(try db.applicationID() == 7)
    try db.run("INSERT INTO one (a, b) VALUES (1, 'x')")
    try db.run("INSERT INTO three (c) VALUES (x'00')")
  }

  @Test("a step that fails leaves the version before it whole")
  func failingStep() throws {
    let db = try Connection(path: ":memory:")
    let broken = Migration("broken") { db throws(SQLiteError) in
      try db.execute("CREATE TABLE half (a INTEGER) STRICT")
      try db.execute("CREATE TABLE one (a INTEGER) STRICT")
    }
    #expect(throws: SQLiteError.self) {
      try db.migrate([Self.steps[0], broken, Self.steps[1]], applicationID: 7)
    }
    #expect(try db.schemaVersion() == 1)
    #expect(try db.integer("SELECT count(*) FROM sqlite_schema") == 1)
    #expect(try db.migrate(Self.steps, applicationID: 7) == 2)
  }

  @Test("a newer database is left alone")
  func newer() throws {
    let db = try Connection(path: ":memory:")
    try db.migrate(Self.steps, applicationID: 7)
    #expect(try db.migrate(Array(Self.steps.prefix(1)), applicationID: 7) == 0)
    #expect(try db.schemaVersion() == 3)
  }

  @Test("the header read without SQLite says the same as SQLite")
  func header() throws {
    let folder = try ScratchFolder()
    let path = folder.file("archive.db")
    do {
      let db = try Connection(path: path)
      try db.migrate(Self.steps, applicationID: 0x8000_0001)
    }
    let bytes = try folder.bytes("archive.db")
    let header = try #require(DatabaseHeader(bytes))
    #expect(header.hasMagic && header.applicationID == 0x8000_0001 && header.userVersion == 3)
    for length in 0..<DatabaseHeader.size { #expect(DatabaseHeader(Array(bytes.prefix(length))) == nil) }
    #expect(DatabaseHeader([UInt8](repeating: 1, count: 100))?.hasMagic == false)
  }
}
