internal import DatabaseKit

/// How much waits for the centre.
package struct DeliverySummary: Equatable, Sendable {
  /// Filings that wait, the damaged ones included.
  package var count = 0
  /// Since when the first of them does.
  package var since: String?
  /// Those that do not open any more.
  package var damaged = 0

  /// Nothing.
  init() {}

  init(_ row: Row) throws(DatabaseError) {
    count = try row.integer(0)
    since = try row.optionalText(1)
    damaged = try row.integer(2)
  }
}
