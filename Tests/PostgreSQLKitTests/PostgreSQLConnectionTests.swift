import DatabaseKit
import Foundation
import PostgreSQLKit
import TestSupport
import Testing

@Suite("PostgreSQL connection", .timeLimit(.minutes(2)))
struct PostgreSQLConnectionTests {
  private func connection() async throws -> PostgreSQLConnection {
    try PostgreSQLConnection(try await PostgreSQLServer.shared.value.makeSchema())
  }

  private func failure(_ target: String, _ limits: PostgreSQLLimits = PostgreSQLLimits()) -> DatabaseError
    .Kind?
  {
    do throws(DatabaseError) {
      _ = try PostgreSQLConnection(target, limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test("a server whose port has five digits is away, not refusing, when nobody listens there")
  func deadPort() throws {
    // Bound and not listening: nobody else can take it meanwhile.
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        try #require(bind(socket, pointer, size) == 0 && getsockname(socket, pointer, &size) == 0)
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    try #require(port >= 10_000)
    #expect(failure("host=127.0.0.1 port=\(port) dbname=postgres user=idkiosk") == .away)
  }

  @Test("a connection string is read for what it names, and one that libpq does not understand is told")
  func connectionString() {
    let named = ConnectionString.files(in: "host=a dbname=b passfile=/none/pass sslrootcert='/none/a b'")
    #expect(named?.contains { $0 == ("passfile", "/none/pass") } == true)
    #expect(named?.contains { $0 == ("sslrootcert", "/none/a b") } == true)
    for wrong in ["host=a bogus=1", "host='a", "host"] {
      #expect(ConnectionString.files(in: wrong) == nil, "\(wrong)")
    }
  }

  @Test("every value comes back as it was, with quotes and nothing in it")
  func values() async throws {
    let db = try await connection()
    try db.execute("CREATE TABLE t (i BIGINT, s TEXT, b BYTEA, n TEXT, f BOOLEAN)")
    let text = "O'Brien \"x\" \\ 样本甲"
    let insert: StaticString = "INSERT INTO t VALUES (?, ?, ?, ?, ? = 1)"
    try db.run(insert, [.integer(.min), .text(text), .blob([0, 255]), .null, .integer(1)])
    try db.run(insert, [.integer(.max), .text(""), .blob([]), .text("x"), .integer(0)])
    let rows = try db.rows("SELECT i, s, b, n, f FROM t ORDER BY i") { row throws(DatabaseError) in
      (try row.integer(0), try row.text(1), try row.blob(2), try row.optionalText(3), try row.integer(4))
    }
    #expect(rows.map(\.0) == [.min, .max])
    #expect(rows.map(\.1) == [text, ""])
    #expect(rows.map(\.2) == [[0, 255], []])
    #expect(rows.map(\.3) == [nil, "x"])
    #expect(rows.map(\.4) == [1, 0])
    #expect(try db.integer("SELECT count(*) FROM t WHERE i < ?", [.integer(0)]) == 1)
  }

  @Test("a column of another type than asked for is an error, not a guess")
  func wrongTypes() async throws {
    let db = try await connection()
    #expect(throws: DatabaseError.badRow) {
      try db.run("SELECT 'x'::text") { row throws(DatabaseError) in _ = try row.integer(0) }
    }
    #expect(throws: DatabaseError.badRow) {
      try db.run("SELECT 1.5::numeric") { row throws(DatabaseError) in _ = try row.integer(0) }
    }
    #expect(throws: DatabaseError.badRow) { try db.integer("SELECT 1 WHERE false") }
  }

  @Test("a transaction that throws leaves nothing, and the next one works")
  func transactions() async throws {
    let db = try await connection()
    try db.execute("CREATE TABLE t (row BIGINT GENERATED ALWAYS AS IDENTITY, i BIGINT UNIQUE)")
    var attempts = 0
    let error = #expect(throws: DatabaseError.self) {
      try db.transaction { db throws(DatabaseError) in
        attempts += 1
        try db.run("INSERT INTO t (i) VALUES (1)")
        try db.run("INSERT INTO t (i) VALUES (1)")
      }
    }
    #expect(error?.kind == .constraint)
    #expect(attempts == 3)
    #expect(try db.integer("SELECT count(*) FROM t") == 0)
    let row = try db.transaction { db throws(DatabaseError) in
      try db.insert("INSERT INTO t (i) VALUES (?)", [.integer(7)])
    }
    #expect(try db.integer("SELECT i FROM t WHERE row = ?", [.integer(row)]) == 7)
  }

  @Test("a transaction whose refusal somebody swallowed is not taken for one that stayed")
  func swallowed() async throws {
    let db = try await connection()
    try db.execute("CREATE TABLE t (i BIGINT UNIQUE)")
    #expect(throws: DatabaseError.self) {
      try db.transaction { db throws(DatabaseError) in
        try db.run("INSERT INTO t (i) VALUES (1)")
        try? db.run("INSERT INTO t (i) VALUES (1)")
      }
    }
    #expect(try db.integer("SELECT count(*) FROM t") == 0)
  }

  @Test("two transactions that would both be wrong beside each other come one after the other")
  func serialisable() async throws {
    let target = try await PostgreSQLServer.shared.value.makeSchema()
    let db = try PostgreSQLConnection(target)
    try db.execute("CREATE TABLE t (i BIGINT)")
    let other = try PostgreSQLConnection(target)
    var attempts = 0
    try db.transaction { db throws(DatabaseError) in
      attempts += 1
      let count = try db.integer("SELECT count(*) FROM t")
      if attempts == 1 {
        try other.transaction { other throws(DatabaseError) in
          let count = try other.integer("SELECT count(*) FROM t")
          try other.run("INSERT INTO t VALUES (?)", [.integer(count)])
        }
      }
      try db.run("INSERT INTO t VALUES (?)", [.integer(count)])
    }
    #expect(attempts == 2)
    #expect(
      try db.rows("SELECT i FROM t ORDER BY i") { row throws(DatabaseError) in try row.integer(0) } == [0, 1])
  }

  @Test("an error says no word of the statement, its arguments or the server")
  func errorText() async throws {
    let db = try await connection()
    try db.execute("CREATE TABLE marker (i TEXT UNIQUE); INSERT INTO marker VALUES ('MARKER')")
    let error = try #require(throws: DatabaseError.self) {
      try db.run("INSERT INTO marker VALUES (?)", [.text("MARKER")])
    }
    #expect(error.kind == .constraint && error.code == Int("23505", radix: 36))
    #expect(!"\(error)\(String(reflecting: error))".lowercased().contains("marker"))
  }

  @Test("a server that is away, refuses or has no room is told apart")
  func kinds() async throws {
    let server = try await PostgreSQLServer(
      settings: ["max_connections=4", "superuser_reserved_connections=0", "max_wal_senders=0"],
      access: ["local all guarded scram-sha-256"])
    try await server.sql("CREATE ROLE guarded LOGIN PASSWORD 'right'")
    #expect(failure("host=\(server.folder.path) dbname=postgres user=guarded password=wrong") == .refused)
    #expect(failure("host=\(server.folder.path) dbname=postgres user=guarded password=right") == nil)
    #expect(failure("host=\(server.folder.path) dbname=nowhere user=idkiosk") == .refused)
    #expect(failure("host=\(server.folder.file("nowhere")) dbname=postgres user=idkiosk") == .away)
    // The first of several that answers is taken.
    #expect(
      failure("host=\(server.folder.file("nowhere")),\(server.folder.path) dbname=postgres user=idkiosk")
        == nil)
    var held: [PostgreSQLConnection] = []
    for _ in 0..<4 { held.append(try PostgreSQLConnection(server.target())) }
    #expect(failure(server.target()) == .crowded)
    held.removeLast()
    await server.kill()
    #expect(failure(server.target()) == .away)
    for db in held { #expect(throws: DatabaseError.self) { try db.integer("SELECT 1") } }
    try await server.start()
    for db in held { #expect(try db.integer("SELECT 1") == 1) }
  }

  @Test("whoever waits too long is told so, and the late answer is nobody's")
  func late() async throws {
    let server = try await PostgreSQLServer()
    let limits = PostgreSQLLimits(connecting: 30, answering: .seconds(1), settling: .milliseconds(100))
    let db = try PostgreSQLConnection(server.target(), limits: limits)
    // The server is well, and gives up by itself.
    let late = #expect(throws: DatabaseError.self) { try db.run("SELECT pg_sleep(30)") }
    #expect(late?.kind == .slow)
    #expect(try db.integer("SELECT 2") == 2)
    server.setStopped(true)
    let stopped = #expect(throws: DatabaseError.self) { try db.integer("SELECT 3") }
    #expect(stopped?.kind == .slow || stopped?.kind == .away)
    server.setStopped(false)
    #expect(try db.integer("SELECT 4") == 4)
  }
}
