internal import DatabaseKit

extension Database {
  /// How many readings wait for a supervisor.
  func conflictCount() throws(DatabaseError) -> Int { try integer("SELECT count(*) FROM conflict") }

  /// Takes a conflict away.
  func deleteConflict(session: String) throws(DatabaseError) {
    try run("DELETE FROM conflict WHERE session = ?", [.text(session)])
  }

  /// Says in every ledger whose a card was that had been a conflict.
  func setPerson(_ person: Int, version: Int, ofSwipesIn session: String) throws(DatabaseError) {
    try run(
      "UPDATE swipe SET person = ?, version = ? WHERE session = ? AND outcome = 'conflict'",
      [.integer(person), .integer(version), .text(session)])
  }
}
