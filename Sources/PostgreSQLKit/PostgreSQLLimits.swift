/// How long a PostgreSQL server may take.
package struct PostgreSQLLimits: Sendable {
  /// Seconds until one address of the server must have let us in; the connection string may say otherwise.
  package var connecting: Int
  /// Until a statement must be answered; the server gives up after it, and two seconds later so do we.
  package var answering: Duration
  /// Until it must be known whether a transaction stayed whose end nobody told.
  package var settling: Duration
  /// How often a transaction is tried that meets another one.
  package var attempts: Int
  /// How many of these attempts are made beside other transactions, where one may go alone.
  package var attemptsBeside: Int

  /// Limits that a clerk can wait for.
  package init(
    connecting: Int = 3, answering: Duration = .seconds(8), settling: Duration = .seconds(5),
    attempts: Int = 40, attemptsBeside: Int = 2
  ) {
    self.connecting = connecting
    self.answering = answering
    self.settling = settling
    self.attempts = attempts
    self.attemptsBeside = attemptsBeside
  }
}
