package import DatabaseKit
internal import Glibc

/// A connection to a PostgreSQL server, or to the one of several that can be written to, made again when it is lost.
///
/// Transactions are serialisable; whoever meets another one is told to begin anew. A transaction whose end was not told,
/// because the connection went, is settled by asking the server what became of it. Calls block, each until a deadline.
package final class PostgreSQLConnection: Database {
  let target: String
  let limits: PostgreSQLLimits
  private var session: Session?
  private var prepared: [StatementKey: String] = [:]
  /// The transaction that is open, by the server's number.
  private var transaction: Int?
  /// What broke the transaction that is open or was open last.
  private var trouble: DatabaseError?
  private var gate = PostgreSQLGate()

  /// Connects; `target` is a connection string as libpq takes it, with several hosts or a password file if need be.
  package init(_ target: String, limits: PostgreSQLLimits = PostgreSQLLimits()) throws(DatabaseError) {
    self.target = target
    self.limits = limits
    _ = try connected()
  }

  /// Several windows use one server.
  package var isShared: Bool { true }

  /// Runs one statement and hands each row to `row`.
  package func run(
    _ sql: StaticString, _ arguments: [Value], row: (Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try handOut(try answer(sql, arguments), row)
  }

  /// Runs an INSERT of one row; what the server put into its column `row`.
  package func insert(_ sql: StaticString, _ arguments: [Value]) throws(DatabaseError) -> Int {
    let answer = try answer(sql, arguments, " RETURNING row")
    guard answer.count == 1, case .integer(let number) = try answer.value(0) else { throw .badRow }
    return number
  }

  /// Runs statements that take no arguments, in PostgreSQL's own SQL; rows they return are dropped.
  package func execute(_ sql: String) throws(DatabaseError) {
    try noting { () throws(DatabaseError) in _ = try connected().simple(sql) }
  }

  /// From now on a transaction that has met others too often goes alone; everybody who uses the tables has to say so, with
  /// the same table, and may change its rows.
  package func pass(through table: StaticString) { gate.table = table }

  /// Begins a transaction that is as if it were alone.
  package func begin() throws(DatabaseError) {
    trouble = nil
    guard transaction == nil else { throw DatabaseError(sqlState: "25001") }
    let answers: [Answer]
    do throws(DatabaseError) {
      let opening = gate.opening()
      answers = try patiently { session throws(DatabaseError) in try session.simple(opening) }
    } catch {
      // Begun, but not let through.
      undo()
      throw error
    }
    guard let number = answers.last, case .text(let text) = try number.value(0), let number = Int(text) else {
      throw .badRow
    }
    transaction = number
  }

  /// Begins to look at one moment, until `rollback`.
  package func beginReading() throws(DatabaseError) {
    try execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    transaction = 0
  }

  /// Ends it; durable when this returns.
  package func commit() throws(DatabaseError) {
    guard let number = transaction, let session else { throw trouble ?? .lost }
    do throws(DatabaseError) {
      let answers = try session.simple("COMMIT")
      transaction = nil
      // A transaction in which something was refused ends so.
      guard answers.last?.tag == "COMMIT" else { throw trouble ?? .lost }
    } catch {
      trouble = error
      transaction = nil
      guard session.isLost || error == .late || error == .lost else { throw error }
      drop()
      guard try settle(number) else { throw error }
    }
  }

  /// Ends it, and nothing of it stays.
  package func rollback() {
    guard transaction != nil else { return }
    transaction = nil
    undo()
  }

  /// Whether the transaction that was just undone met another one and may be begun anew, after a short wait.
  package func isWorthAnotherAttempt(after attempts: Int) -> Bool {
    guard let trouble, [.collided, .constraint].contains(trouble.kind) else { return false }
    // Somebody else was first: the second look sees what they did. More looks would see the same.
    guard attempts < (trouble.kind == .constraint ? 3 : limits.attempts) else { return false }
    if gate.closes(attempts >= limits.attemptsBeside) { return true }
    _ = poll(nil, 0, CInt.random(in: 0...CInt(clamping: min(attempts * 2, 50))))
    return true
  }

  /// The server's log is its own.
  package func emptyLog() throws(DatabaseError) -> Bool { true }

  /// The server looks after its own files.
  package func faults(limit: Int) throws(DatabaseError) -> [String] { [] }

  // MARK: -

  private func handOut(_ answer: Answer, _ row: (Row) throws(DatabaseError) -> Void) throws(DatabaseError) {
    while answer.row < answer.count {
      try row(Row(answer))
      answer.row += 1
    }
  }

  private func answer(
    _ sql: StaticString, _ arguments: [Value], _ more: String = ""
  ) throws(DatabaseError) -> Answer {
    guard transaction != nil else {
      return try patiently { session throws(DatabaseError) in
        try answer(sql, arguments, more, on: session)
      }
    }
    return try noting { () throws(DatabaseError) in
      guard let session else { throw .lost }
      return try answer(sql, arguments, more, on: session)
    }
  }

  private func answer(
    _ sql: StaticString, _ arguments: [Value], _ more: String, on session: Session
  ) throws(DatabaseError) -> Answer {
    let key = StatementKey(sql, arguments)
    let name = prepared[key] ?? "s\(prepared.count)"
    if prepared[key] == nil {
      try session.prepare(
        SQLText.translated(sql.description + more), as: name, Arguments.types(arguments))
      prepared[key] = name
    }
    return try session.run(name, Arguments(arguments))
  }

  /// Runs what nothing came before: where the connection turns out to have gone meanwhile, once more over a new one.
  private func patiently<Result>(
    _ body: (Session) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    let isOld = session != nil
    do throws(DatabaseError) {
      return try noting { () throws(DatabaseError) in try body(try connected()) }
    } catch {
      guard isOld, session == nil, error.kind == .away else { throw error }
      return try noting { () throws(DatabaseError) in try body(try connected()) }
    }
  }

  /// Remembers what broke, and lets a connection go that is of no use any more.
  private func noting<Result>(
    _ body: () throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    do throws(DatabaseError) { return try body() } catch {
      trouble = error
      // After the deadline an answer may still come: nobody must take it for the next one's.
      if error == .late || error.kind == .away || session?.isLost == true { drop() }
      throw error
    }
  }

  private func connected() throws(DatabaseError) -> Session {
    if let session, !session.isLost { return session }
    drop()
    let made = try Session(target, limits)
    session = made
    return made
  }

  private func undo() {
    guard let session else { return }
    do throws(DatabaseError) { _ = try session.simple("ROLLBACK") } catch { drop() }
  }

  private func drop() {
    session = nil
    prepared = [:]
  }

  /// Whether a transaction stayed whose COMMIT was not answered; throws when nobody can be asked.
  private func settle(_ number: Int) throws(DatabaseError) -> Bool {
    let deadline = ContinuousClock.now + limits.settling
    while true {
      do throws(DatabaseError) {
        let answers = try connected().simple("SELECT coalesce(txid_status(\(number)), '')")
        guard let answer = answers.last, case .text(let state) = try answer.value(0) else { throw .badRow }
        if state != "in progress" { return state == "committed" }
      } catch {
        drop()
        guard ContinuousClock.now < deadline else { throw error }
      }
      guard ContinuousClock.now < deadline else { throw .lost }
      _ = poll(nil, 0, 50)
    }
  }
}
