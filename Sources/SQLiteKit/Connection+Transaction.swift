extension Connection {
  /// Runs `body` in one write transaction and undoes all of it when `body` or the commit throws.
  ///
  /// `wrap` makes the caller's error of SQLite's. What was returned is durable with `PRAGMA synchronous=FULL`.
  package borrowing func transaction<Result, Failure: Error>(
    wrap: (SQLiteError) -> Failure,
    _ body: (borrowing Connection) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do { try run("BEGIN IMMEDIATE") } catch { throw wrap(error) }
    do throws(Failure) {
      let result = try body(self)
      do { try run("COMMIT") } catch { throw wrap(error) }
      return result
    } catch {
      // SQLite has rolled back by itself after some errors; then this is refused, and nothing is open either way.
      try? run("ROLLBACK")
      throw error
    }
  }

  /// Runs `body` in one write transaction and undoes all of it when `body` or the commit throws.
  package borrowing func transaction<Result>(
    _ body: (borrowing Connection) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try transaction(wrap: { $0 }, body)
  }
}
