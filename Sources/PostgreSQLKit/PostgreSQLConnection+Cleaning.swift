package import DatabaseKit
internal import Glibc

extension PostgreSQLConnection {
  /// Takes deleted rows out of tables and indexes, over a connection of its own, for up to ten minutes; false where
  /// somebody goes on looking at a moment before this one, who keeps them there.
  ///
  /// Only the owner of the tables may. Bytes stay in the gap of a page until another row is written there.
  package func clean() throws(DatabaseError) -> Bool {
    let named = try rows(
      """
      SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
        WHERE schemaname = current_schema() AND pg_has_role(tableowner, 'USAGE')
      """
    ) { row throws(DatabaseError) in try row.optionalText(0) }
    // The server would pass over the tables of others with a warning.
    guard let tables = named.first.flatMap({ $0 }) else { throw DatabaseError(sqlState: "42501") }
    let moment = try integer("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)")
    let deadline = ContinuousClock.now + limits.settling
    while try isLookedAt(before: moment) {
      guard ContinuousClock.now < deadline else { return false }
      _ = poll(nil, 0, 50)
    }
    let session = try Session(target, PostgreSQLLimits(answering: .seconds(600)))
    _ = try session.simple("VACUUM (INDEX_CLEANUP ON) \(tables)")
    return true
  }

  /// The same, whoever looks at what.
  package func rewrite() throws(DatabaseError) { _ = try clean() }

  /// Whether a transaction is under way that began before this number was given out, or sees what was there then; of
  /// other users' that only read, the server tells its own monitors alone.
  private func isLookedAt(before moment: Int) throws(DatabaseError) -> Bool {
    try integer(
      """
      SELECT CASE WHEN CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT) < ?1
        OR EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type = 'client backend'
          AND age(backend_xmin) > age(CAST(CAST(?1 % 4294967296 AS TEXT) AS xid))) THEN 1 ELSE 0 END
      """, [.integer(moment)]) != 0
  }
}
