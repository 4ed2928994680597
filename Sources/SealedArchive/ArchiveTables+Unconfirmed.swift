internal import DatabaseKit

/// A row of the table `unconfirmed`.
struct UnconfirmedRow {
  var row: Int
  var session: String
  var typedAt: String
  var window: String
  var clerk: String?
  var sealed: [UInt8]
  /// The data key.
  var wrapped: [UInt8]

  /// What its content is sealed for.
  var place: SealedPlace { .unconfirmed(session: session, typedAt: typedAt, window: window, clerk: clerk) }

  /// The columns row, session, typed_at, window, clerk, sealed and wrapped.
  init(_ row: Row) throws(DatabaseError) {
    self.row = try row.integer(0)
    session = try row.text(1)
    typedAt = try row.text(2)
    window = try row.text(3)
    clerk = try row.optionalText(4)
    sealed = try row.blob(5)
    wrapped = try row.blob(6)
  }
}

extension Database {
  /// Those after a row, the oldest first.
  func unconfirmed(after row: Int, limit: Int) throws(DatabaseError) -> [UnconfirmedRow] {
    try rows(
      """
      SELECT row, session, typed_at, window, clerk, sealed, wrapped FROM unconfirmed
        WHERE row > ? ORDER BY row LIMIT ?
      """, [.integer(row), .integer(limit)], make: UnconfirmedRow.init)
  }

  /// A page of them, the oldest first.
  func unconfirmed(offset: Int, limit: Int) throws(DatabaseError) -> [UnconfirmedRow] {
    try rows(
      """
      SELECT row, session, typed_at, window, clerk, sealed, wrapped FROM unconfirmed
        ORDER BY row LIMIT ? OFFSET ?
      """, [.integer(limit), .integer(offset)], make: UnconfirmedRow.init)
  }

  func unconfirmed(session: String) throws(DatabaseError) -> UnconfirmedRow? {
    try rows(
      """
      SELECT row, session, typed_at, window, clerk, sealed, wrapped FROM unconfirmed WHERE session = ?
      """, [.text(session)], make: UnconfirmedRow.init
    ).first
  }

  func unconfirmedCount() throws(DatabaseError) -> Int { try integer("SELECT count(*) FROM unconfirmed") }

  func insertUnconfirmed(
    session: String, typedAt: String, window: String, clerk: String?, sealed: [UInt8], wrapped: [UInt8]
  ) throws(DatabaseError) {
    try run(
      "INSERT INTO unconfirmed (session, typed_at, window, clerk, sealed, wrapped) VALUES (?, ?, ?, ?, ?, ?)",
      [
        .text(session), .text(typedAt), .text(window), .optional(clerk), .blob(sealed), .blob(wrapped),
      ])
  }

  func deleteUnconfirmed(_ row: Int) throws(DatabaseError) {
    try run("DELETE FROM unconfirmed WHERE row = ?", [.integer(row)])
  }
}
