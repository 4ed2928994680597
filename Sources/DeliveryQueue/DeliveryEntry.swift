internal import DatabaseKit

/// A filing that waits, as a list tells it.
package struct DeliveryEntry: Equatable, Sendable {
  /// The card session.
  package var session: String
  /// The batch it was swiped into.
  package var batch: String?
  /// Since when it waits.
  package var since: String
  /// Whether it does not open any more.
  package var isDamaged: Bool

  init(_ row: Row) throws(DatabaseError) {
    session = try row.text(0)
    batch = try row.optionalText(1)
    since = try row.text(2)
    isDamaged = try row.integer(3) != 0
  }
}
