/// What the archive asks of a database: statements, rows, transactions.
///
/// The SQL is what every engine understands: names in lower case, keywords in upper case, `?` or `?1` for arguments,
/// `x''` for no bytes, conditions that compare. Not to be shared between threads; every call may block.
package protocol Database: AnyObject {
  /// Runs one statement and hands each row to `row`.
  ///
  /// The statement stays prepared for the next time.
  func run(
    _ sql: StaticString, _ arguments: [Value], row: (Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError)

  /// Runs an INSERT of one row into a table with a column `row`; what the database put there.
  func insert(_ sql: StaticString, _ arguments: [Value]) throws(DatabaseError) -> Int

  /// Begins a transaction that writes.
  func begin() throws(DatabaseError)

  /// Ends a transaction; what it wrote is durable afterwards.
  func commit() throws(DatabaseError)

  /// Ends a transaction, and nothing of it stays; also after an error that ended it.
  func rollback()

  /// Takes what the engine still holds of deleted rows beside its tables away; false where that has to wait for somebody
  /// who reads an older state.
  func emptyLog() throws(DatabaseError) -> Bool

  /// Writes the tables anew, so that nothing stands in them that is no row.
  func rewrite() throws(DatabaseError)

  /// Whether others may change what is there while this one uses it.
  var isShared: Bool { get }

  /// Whether the transaction that was just undone met another one and may be begun anew, after so many attempts; waits a
  /// little where that helps.
  func isWorthAnotherAttempt(after attempts: Int) -> Bool

  /// What the engine itself finds wrong, at most `limit` sentences without anybody's data; nothing when all is whole.
  func faults(limit: Int) throws(DatabaseError) -> [String]
}

extension Database {
  /// Nobody else has it.
  package var isShared: Bool { false }

  /// Nobody else is there to be met.
  package func isWorthAnotherAttempt(after attempts: Int) -> Bool { false }

  /// Runs one statement whose rows nobody wants.
  package func run(_ sql: StaticString, _ arguments: [Value] = []) throws(DatabaseError) {
    try run(sql, arguments) { _ throws(DatabaseError) in }
  }

  /// Runs one statement without arguments and hands each row to `row`.
  package func run(
    _ sql: StaticString, row: (Row) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try run(sql, [], row: row)
  }

  /// The rows of one statement, each made into a value.
  package func rows<Element>(
    _ sql: StaticString, _ arguments: [Value] = [], make: (Row) throws(DatabaseError) -> Element
  ) throws(DatabaseError) -> [Element] {
    var elements: [Element] = []
    try run(sql, arguments) { row throws(DatabaseError) in elements.append(try make(row)) }
    return elements
  }

  /// The integer in the first column of the one row of `sql`.
  package func integer(_ sql: StaticString, _ arguments: [Value] = []) throws(DatabaseError) -> Int {
    let found = try rows(sql, arguments) { row throws(DatabaseError) in try row.integer(0) }
    guard let first = found.first else { throw .badRow }
    return first
  }

  /// Runs `body` in one transaction that writes and undoes all of it when `body` or the commit throws.
  ///
  /// `wrap` makes the caller's error of the database's. What was returned is durable. Where others use the database as well
  /// `body` may run several times.
  package func transaction<Result, Failure: Error>(
    wrap: (DatabaseError) -> Failure, _ body: (Self) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var attempts = 0
    while true {
      do { try begin() } catch { throw wrap(error) }
      do throws(Failure) {
        let result = try body(self)
        do { try commit() } catch { throw wrap(error) }
        return result
      } catch {
        rollback()
        attempts += 1
        guard isWorthAnotherAttempt(after: attempts) else { throw error }
      }
    }
  }

  /// Runs `body` in one transaction that writes and undoes all of it when `body` or the commit throws.
  package func transaction<Result>(
    _ body: (Self) throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    try transaction(wrap: { $0 }, body)
  }
}
