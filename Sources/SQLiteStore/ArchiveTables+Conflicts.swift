internal import SQLiteKit

extension Connection {
  /// How many readings wait for a supervisor.
  borrowing func conflictCount() throws(SQLiteError) -> Int { try integer("SELECT count(*) FROM conflict") }

  /// Takes a conflict away.
  borrowing func deleteConflict(session: String) throws(SQLiteError) {
    try run("DELETE FROM conflict WHERE session = ?", [.text(session)])
  }

  /// Says in every ledger whose a card was that had been a conflict.
  borrowing func setPerson(_ person: Int, version: Int, ofSwipesIn session: String) throws(SQLiteError) {
    try run(
      "UPDATE swipe SET person = ?, version = ? WHERE session = ? AND outcome = 'conflict'",
      [.integer(person), .integer(version), .text(session)])
  }
}
