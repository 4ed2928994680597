import DatabaseKit
import Synchronization

/// How many statements were run.
final class StatementTally: Sendable {
  private let statements = Atomic(0)

  var count: Int { statements.load(ordering: .relaxed) }

  func note() { statements.wrappingAdd(1, ordering: .relaxed) }
}

/// A database that counts what is asked of it.
final class CountedDatabase: Database {
  private let base: any Database
  private let tally: StatementTally

  init(_ base: any Database, _ tally: StatementTally) {
    self.base = base
    self.tally = tally
  }

  func run(
    _ sql: StaticString, _ arguments: [Value], row: (Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    tally.note()
    try base.run(sql, arguments, row: row)
  }

  func insert(_ sql: StaticString, _ arguments: [Value]) throws(DatabaseError) -> Int {
    tally.note()
    return try base.insert(sql, arguments)
  }

  func begin() throws(DatabaseError) { try base.begin() }
  func commit() throws(DatabaseError) { try base.commit() }
  func rollback() { base.rollback() }
  func emptyLog() throws(DatabaseError) -> Bool { try base.emptyLog() }
  func rewrite() throws(DatabaseError) { try base.rewrite() }
  var isShared: Bool { base.isShared }
  func isWorthAnotherAttempt(after attempts: Int) -> Bool { base.isWorthAnotherAttempt(after: attempts) }
  func faults(limit: Int) throws(DatabaseError) -> [String] { try base.faults(limit: limit) }
}
