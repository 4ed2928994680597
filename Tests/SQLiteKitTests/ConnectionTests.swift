import DatabaseKit
import Foundation
import SQLiteKit
import TestSupport
import Testing

@Suite("SQLite connection")
struct ConnectionTests {
  @Test("every value comes back as it was, with quotes, NUL and nothing in it")
  func values() throws {
    let db = try Connection(path: ":memory:")
    try db.execute("CREATE TABLE t (i INTEGER, s TEXT, b BLOB, n TEXT) STRICT")
    let text = "O'Brien\u{0}\"x\" 样本甲"
    try db.run("INSERT INTO t VALUES (?, ?, ?, ?)", [.integer(.min), .text(text), .blob([0, 255]), .null])
    try db.run("INSERT INTO t VALUES (?, ?, ?, ?)", [.integer(.max), .text(""), .blob([]), .text("x")])
    let rows = try db.rows("SELECT i, s, b, n FROM t ORDER BY i") { row throws(SQLiteError) in
      (try row.integer(0), try row.text(1), try row.blob(2), try row.optionalText(3))
    }
    #expect(rows.map(\.0) == [.min, .max])
    #expect(rows.map(\.1) == [text, ""])
    #expect(rows.map(\.2) == [[0, 255], []])
    #expect(rows.map(\.3) == [nil, "x"])
  }

  @Test("a column of another type than asked for is an error, not a guess")
  func wrongTypes() throws {
    let db = try Connection(path: ":memory:")
    for column in 0..<3 {
      #expect(throws: SQLiteError.badRow) {
        try db.run("SELECT 'x', x'00', NULL") { row throws(SQLiteError) in _ = try row.integer(column) }
      }
    }
    #expect(throws: SQLiteError.badRow) {
      try db.run("SELECT 1") { row throws(SQLiteError) in _ = try row.text(0) }
    }
    #expect(throws: SQLiteError.badRow) {
      try db.run("SELECT '1'") { row throws(SQLiteError) in _ = try row.blob(0) }
    }
    #expect(throws: SQLiteError.badRow) { try db.integer("SELECT 1 WHERE 0") }
  }

  @Test("a statement serves again after a row closure threw, and inside its own rows")
  func cachedStatements() throws {
    let db = try Connection(path: ":memory:")
    try db.execute("CREATE TABLE t (i INTEGER) STRICT; INSERT INTO t VALUES (1), (2), (3)")
    func sum(depth: Int) throws(SQLiteError) -> Int {
      var total = 0
      try db.run("SELECT i FROM t WHERE i >= ?", [.integer(1)]) { row throws(SQLiteError) in
        total += try row.integer(0) + (depth > 0 ? try sum(depth: depth - 1) : 0)
      }
      return total
    }
    #expect(try sum(depth: 2) == 6 + 3 * (6 + 3 * 6))
    for _ in 0..<3 {
      #expect(throws: SQLiteError.badRow) {
        try db.run("SELECT i FROM t") { _ throws(SQLiteError) in throw .badRow }
      }
    }
    #expect(try sum(depth: 0) == 6)
    // A statement left standing on a row would keep the table locked.
    try db.execute("DROP TABLE t")
  }

  @Test("a wrong number of arguments is refused")
  func argumentCount() throws {
    let db = try Connection(path: ":memory:")
    #expect(throws: SQLiteError.self) { try db.run("SELECT ?") }
    #expect(throws: SQLiteError.self) { try db.run("SELECT 1", [.null]) }
  }

  @Test("a transaction that throws leaves nothing, and the next one works")
  func transactions() throws {
    let db = try Connection(path: ":memory:")
    try db.execute("CREATE TABLE t (i INTEGER UNIQUE) STRICT")
    let error = #expect(throws: SQLiteError.self) {
      try db.transaction { db throws(SQLiteError) in
        try db.run("INSERT INTO t VALUES (1)")
        try db.run("INSERT INTO t VALUES (1)")
      }
    }
    #expect(error?.kind == .constraint)
    #expect(try db.integer("SELECT count(*) FROM t") == 0)
    let row = try db.transaction { db throws(SQLiteError) in
      try db.run("INSERT INTO t VALUES (7)")
      return db.lastRow()
    }
    #expect(row == 1)
    #expect(try db.integer("SELECT i FROM t") == 7)
  }

  @Test("the error of a transaction's own kind passes through, and SQLite's is wrapped")
  func wrappedErrors() throws {
    enum Own: Error, Equatable { case mine, sqlite(SQLiteError.Kind) }
    let db = try Connection(path: ":memory:")
    #expect(throws: Own.mine) {
      try db.transaction(wrap: { Own.sqlite($0.kind) }) { _ throws(Own) in throw Own.mine }
    }
    try db.execute("BEGIN")
    #expect(throws: Own.sqlite(.statement)) {
      try db.transaction(wrap: { Own.sqlite($0.kind) }) { _ throws(Own) in }
    }
  }

  @Test("kinds of failure are told apart, with the system's own code")
  func kinds() throws {
    let folder = try ScratchFolder()
    func failure(_ name: String) -> SQLiteError? {
      do throws(SQLiteError) {
        let db = try Connection(path: folder.file(name), creating: false)
        _ = try db.schemaVersion()
        return nil
      } catch {
        return error
      }
    }
    #expect(failure("missing")?.systemCode == ENOENT)
    try folder.write(String(repeating: "no database ", count: 100), to: "foreign")
    #expect(failure("foreign")?.kind == .notADatabase)
    try folder.write("", to: "target")
    symlink(folder.file("target"), folder.file("link"))
    #expect(failure("target") == nil)
    #expect(failure("link") != nil)
    let db = try Connection(path: folder.file("full"))
    try db.execute("PRAGMA max_page_count = 2; CREATE TABLE t (b BLOB) STRICT")
    let full = #expect(throws: SQLiteError.self) { try db.run("INSERT INTO t VALUES (zeroblob(9000))") }
    #expect(full?.kind == .full)
  }

  @Test("an error says no word of the statement, its arguments or the row")
  func errorText() throws {
    let db = try Connection(path: ":memory:")
    try db.execute("CREATE TABLE marker (i TEXT UNIQUE) STRICT; INSERT INTO marker VALUES ('MARKER')")
    let error = try #require(throws: SQLiteError.self) {
      try db.run("INSERT INTO marker VALUES (?)", [.text("MARKER")])
    }
    #expect(!"\(error)\(String(reflecting: error))".lowercased().contains("marker"))
  }
}
