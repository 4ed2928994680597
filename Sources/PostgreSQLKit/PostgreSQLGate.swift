/// A table at which transactions pass one another, or wait for one that goes alone.
///
/// Of serialisable transactions that meet, one stays, but nothing says which: where many meet again and again, the same one
/// may have to begin anew every time. One that had to a few times takes the table for itself: it waits until those that are
/// under way have ended, and later ones wait for it. LOCK TABLE comes before the transaction's moment is fixed (PostgreSQL's
/// manual, LOCK), so it sees what all of them did.
struct PostgreSQLGate {
  /// The table's name, as it is written in a statement; where there is none, nobody goes alone.
  var table: StaticString?
  private var isAlone = false

  /// The statements that begin the next transaction, with its number as the last answer.
  mutating func opening() -> String {
    let lock = table.map { "LOCK TABLE \($0) IN \(isAlone ? "EXCLUSIVE" : "ROW SHARE") MODE; " } ?? ""
    isAlone = false
    return "BEGIN ISOLATION LEVEL SERIALIZABLE; \(lock)SELECT pg_current_xact_id()::text"
  }

  /// Whether the next transaction goes alone, where so many attempts were too many.
  mutating func closes(_ isTooOften: Bool) -> Bool {
    isAlone = table != nil && isTooOften
    return isAlone
  }
}
