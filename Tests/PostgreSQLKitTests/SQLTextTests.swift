import PostgreSQLKit
import Testing

@Suite("Statements for PostgreSQL")
struct SQLTextTests {
  @Test(
    "arguments get numbers, and names that PostgreSQL keeps for itself are quoted",
    arguments: [
      ("SELECT a FROM t WHERE b = ? AND c IN (?, ?)", "SELECT a FROM t WHERE b = $1 AND c IN ($2, $3)"),
      ("UPDATE t SET a = ?2 WHERE b = ?1 OR ?12 IS NULL", "UPDATE t SET a = $2 WHERE b = $1 OR $12 IS NULL"),
      ("SELECT window FROM t LIMIT ? OFFSET ?", #"SELECT "window" FROM t LIMIT $1 OFFSET $2"#),
      ("SELECT t.offset, windows FROM t", #"SELECT t."offset", windows FROM t"#),
      ("SELECT coalesce(a, x'') FROM t", "SELECT coalesce(a, ''::bytea) FROM t"),
      ("SELECT 'window ?' FROM t", "SELECT 'window ?' FROM t"), ("SELECT 'a", "SELECT 'a"),
    ])
  func translated(sql: String, expected: String) { #expect(SQLText.translated(sql) == expected) }
}
