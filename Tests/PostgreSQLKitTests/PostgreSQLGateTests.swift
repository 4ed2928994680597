import DatabaseKit
import Foundation
import PostgreSQLKit
import TestSupport
import Testing

@Suite("Transactions that meet others too often", .timeLimit(.minutes(2)))
struct PostgreSQLGateTests {
  private static func connection(_ target: String) throws -> PostgreSQLConnection {
    let db = try PostgreSQLConnection(target, limits: PostgreSQLLimits(attemptsBeside: 2))
    db.pass(through: "gate")
    return db
  }

  /// Adds how many rows there are, which two can only do one after the other.
  private static func add(_ target: String) throws {
    try connection(target).transaction { db throws(DatabaseError) in
      let count = try db.integer("SELECT count(*) FROM t")
      try db.run("INSERT INTO t VALUES (?)", [.integer(count)])
    }
  }

  @Test("go alone in the end, and later ones wait for them")
  func alone() async throws {
    let target = try await PostgreSQLServer.shared.value.makeSchema()
    let db = try Self.connection(target)
    try db.execute("CREATE TABLE gate (row BIGINT); CREATE TABLE t (i BIGINT)")
    var attempts = 0
    let late = Awaited<Result<Void, any Error>?>(nil)
    try db.transaction { db throws(DatabaseError) in
      attempts += 1
      let count = try db.integer("SELECT count(*) FROM t")
      if attempts < 3 {
        do { try Self.add(target) } catch { throw .badRow }
      } else {
        Thread.detachNewThread {
          let result = Result { try Self.add(target) }
          late.change { $0 = result }
        }
        // It has to be seen waiting; one that were let in would end, and this would go on for ever.
        let waiting: StaticString =
          "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = CAST('gate' AS regclass)"
        while try db.integer(waiting) == 0 {}
      }
      try db.run("INSERT INTO t VALUES (?)", [.integer(count)])
    }
    #expect(attempts == 3)
    try await late.when { $0 != nil }?.get()
    #expect(
      try db.rows("SELECT i FROM t ORDER BY i") { row throws(DatabaseError) in try row.integer(0) }
        == [0, 1, 2, 3])
  }

  @Test("a transaction that is not let in leaves the connection as it was")
  func notLetIn() async throws {
    let target = try await PostgreSQLServer.shared.value.makeSchema()
    let db = try Self.connection(target)
    #expect(throws: DatabaseError.self) { try db.transaction { _ throws(DatabaseError) in } }
    #expect(try db.integer("SELECT 5") == 5)
    try db.execute("CREATE TABLE gate (row BIGINT)")
    try db.transaction { db throws(DatabaseError) in try db.run("CREATE TABLE made (i BIGINT)") }
    #expect(try db.integer("SELECT count(*) FROM made") == 0)
  }
}
