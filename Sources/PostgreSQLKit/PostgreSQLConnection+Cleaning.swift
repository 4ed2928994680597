package import DatabaseKit

extension PostgreSQLConnection {
  /// Takes deleted rows out of tables and indexes, over a connection of its own, for up to ten minutes.
  ///
  /// Only the owner of the tables may. A row that somebody's open transaction still sees waits for the server's own
  /// cleaning, and bytes in the gap of a page for the next row that is written there.
  package func rewrite() throws(DatabaseError) {
    let named = try rows(
      """
      SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
        WHERE schemaname = current_schema() AND pg_has_role(tableowner, 'USAGE')
      """
    ) { row throws(DatabaseError) in try row.optionalText(0) }
    // The server would pass over the tables of others with a warning.
    guard let tables = named.first.flatMap({ $0 }) else { throw DatabaseError(sqlState: "42501") }
    let session = try Session(target, PostgreSQLLimits(answering: .seconds(600)))
    _ = try session.simple("VACUUM (INDEX_CLEANUP ON) \(tables)")
  }
}
