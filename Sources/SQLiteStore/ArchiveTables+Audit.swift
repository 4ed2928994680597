internal import CounterRules
internal import PersonArchive
internal import SQLiteKit

/// The audit trail: written here and nowhere else, and never changed.
extension Connection {
  /// Adds a line; `whom` is the keyed id of the document it is about.
  borrowing func note(_ entry: AuditEntry, whom: [UInt8]?, outcome: String?) throws(SQLiteError) {
    try run(
      """
      INSERT INTO audit (at, window, actor, role, act, whom, session, subject, outcome)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(entry.at), .text(entry.window), .text(entry.party.auditName), .text(entry.party.auditRole),
        .text(entry.act.rawValue), whom.map { .blob($0) } ?? .null, .optional(entry.session),
        .optional(entry.subject), .optional(outcome),
      ])
  }

  /// The newest lines before the one numbered `before`.
  borrowing func audit(before number: Int, limit: Int) throws(SQLiteError) -> [AuditRecord] {
    try rows(
      """
      SELECT row, at, window, actor, role, act, hex(whom), session, subject, outcome FROM audit
        WHERE row < ? ORDER BY row DESC LIMIT ?
      """, [.integer(number), .integer(limit)]
    ) { row throws(SQLiteError) in
      let whom = try row.text(6)
      return AuditRecord(
        number: try row.integer(0), at: try row.text(1), window: try row.text(2), actor: try row.text(3),
        role: try row.text(4), act: try row.text(5), whom: whom.isEmpty ? nil : whom.lowercased(),
        session: try row.optionalText(7), subject: try row.optionalText(8), outcome: try row.optionalText(9))
    }
  }
}
