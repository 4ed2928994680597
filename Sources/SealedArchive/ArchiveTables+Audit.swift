internal import PersonArchive
internal import DatabaseKit

/// The audit trail: written here and nowhere else, and never changed.
extension Database {
  /// Adds a line.
  func insert(_ line: TrailLine) throws(DatabaseError) {
    try run(
      """
      INSERT INTO audit (at, window, actor, role, act, whom, session, subject, outcome, place, chain)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(line.at), .text(line.window), .text(line.actor), .text(line.role), .text(line.act),
        line.whom.map { .blob($0) } ?? .null, .optional(line.session), .optional(line.subject),
        .optional(line.outcome), .integer(line.place), .blob(line.chain),
      ])
  }

  /// The newest line of a window, before the one numbered `row`; found at once, because each window writes all day long.
  func trailHead(of window: String, before row: Int = .max) throws(DatabaseError) -> TrailHead {
    try rows(
      "SELECT place, chain FROM audit WHERE window = ? AND row < ? ORDER BY row DESC LIMIT 1",
      [.text(window), .integer(row)]
    ) { row throws(DatabaseError) in TrailHead(count: try row.integer(0), chain: try row.blob(1)) }.first
      ?? TrailHead()
  }

  /// The code of the line at a place of a window's chain, the newest one first where there are two.
  func trailCode(_ place: Int, of window: String) throws(DatabaseError) -> [UInt8]? {
    try rows(
      "SELECT chain FROM audit WHERE window = ? AND place = ? ORDER BY row DESC LIMIT 1",
      [.text(window), .integer(place)]
    ) { row throws(DatabaseError) in try row.blob(0) }.first
  }

  /// Every window that wrote a line.
  func trailWindows() throws(DatabaseError) -> [String] {
    try rows("SELECT DISTINCT window FROM audit") { row throws(DatabaseError) in try row.text(0) }
  }

  /// The lines after the one numbered `row`, the oldest first.
  func trail(after row: Int, limit: Int) throws(DatabaseError) -> [TrailLine] {
    try rows(
      """
      SELECT row, at, window, actor, role, act, coalesce(whom, x''), session, subject, outcome, place, chain,
        whom IS NULL FROM audit WHERE row > ? ORDER BY row LIMIT ?
      """, [.integer(row), .integer(limit)]
    ) { row throws(DatabaseError) in
      TrailLine(
        row: try row.integer(0), at: try row.text(1), window: try row.text(2), actor: try row.text(3),
        role: try row.text(4), act: try row.text(5), whom: try row.integer(12) == 1 ? nil : try row.blob(6),
        session: try row.optionalText(7), subject: try row.optionalText(8), outcome: try row.optionalText(9),
        place: try row.integer(10), chain: try row.blob(11))
    }
  }

  /// The newest lines before the one numbered `before`.
  func audit(before number: Int, limit: Int) throws(DatabaseError) -> [AuditRecord] {
    try rows(
      """
      SELECT row, at, window, actor, role, act, hex(whom), session, subject, outcome FROM audit
        WHERE row < ? ORDER BY row DESC LIMIT ?
      """, [.integer(number), .integer(limit)]
    ) { row throws(DatabaseError) in
      let whom = try row.text(6)
      return AuditRecord(
        number: try row.integer(0), at: try row.text(1), window: try row.text(2), actor: try row.text(3),
        role: try row.text(4), act: try row.text(5), whom: whom.isEmpty ? nil : whom.lowercased(),
        session: try row.optionalText(7), subject: try row.optionalText(8), outcome: try row.optionalText(9))
    }
  }
}
