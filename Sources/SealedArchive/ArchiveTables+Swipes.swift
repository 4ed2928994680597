internal import PersonArchive
internal import DatabaseKit

/// A row of the table `swipe`.
struct SwipeRow {
  var row = 0
  var at: String
  var window: String
  var actor: String
  var session: String?
  /// The row of `person` that has the number, also where the swipe was a conflict with it.
  var document: Int?
  /// The rows of `person` and `expected`.
  var person: Int?
  var expected: Int?
  var version: Int?
  var mark: String
  var outcome: String?
  var reason: String?
  var isExpired: Bool
}

/// How many rows of a ledger are alike.
struct SwipeGroup {
  var mark: String
  var outcome: String?
  var isExpired: Bool
  var count: Int
}

extension Database {
  /// Adds a row; its number.
  func insertSwipe(
    _ swipe: SwipeRow, batch: Int
  ) throws(DatabaseError) -> Int {
    try insert(
      """
      INSERT INTO swipe (batch, at, window, actor, session, document, expected, person, version, mark, outcome,
        reason, is_expired) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(batch), .text(swipe.at), .text(swipe.window), .text(swipe.actor), .optional(swipe.session),
        .optional(swipe.document), .optional(swipe.expected), .optional(swipe.person),
        .optional(swipe.version), .text(swipe.mark), .optional(swipe.outcome), .optional(swipe.reason),
        .integer(swipe.isExpired ? 1 : 0),
      ])
  }

  /// The row of a document that is counted in a batch; a conflict under the same number is another row.
  func counted(
    document: Int, isConflict: Bool, batch: Int
  ) throws(DatabaseError) -> Int? {
    try rows(
      """
      SELECT row FROM swipe WHERE batch = ? AND document = ? AND removed_at IS NULL
        AND CASE WHEN mark = 'conflict' THEN 1 ELSE 0 END = ?
      """, [.integer(batch), .integer(document), .integer(isConflict ? 1 : 0)]
    ) { row throws(DatabaseError) in try row.integer(0) }.first
  }

  /// Notes that a counted document was laid again and has a newer version now.
  func setVersion(_ version: Int, isExpired: Bool, ofSwipe row: Int) throws(DatabaseError) {
    try run(
      "UPDATE swipe SET version = ?, is_expired = ? WHERE row = ?",
      [.integer(version), .integer(isExpired ? 1 : 0), .integer(row)])
  }

  /// Takes a row out; whether it was there.
  func removeSwipe(_ row: Int, batch: Int, at: String) throws(DatabaseError) -> Bool {
    try rows(
      "UPDATE swipe SET removed_at = ? WHERE row = ? AND batch = ? AND removed_at IS NULL RETURNING row",
      [.text(at), .integer(row), .integer(batch)]
    ) { row throws(DatabaseError) in try row.integer(0) }.isEmpty == false
  }

  func swipes(
    of batch: Int, newestFirst: Bool, offset: Int, limit: Int
  ) throws(DatabaseError) -> [SwipeRow] {
    // Ordered by the column itself, so that an index gives a page without the rest of the ledger.
    let sql: StaticString =
      newestFirst
      ? """
      SELECT row, at, window, actor, session, expected, person, version, mark, outcome, reason, is_expired
        FROM swipe WHERE batch = ? AND removed_at IS NULL ORDER BY row DESC LIMIT ? OFFSET ?
      """
      : """
      SELECT row, at, window, actor, session, expected, person, version, mark, outcome, reason, is_expired
        FROM swipe WHERE batch = ? AND removed_at IS NULL ORDER BY row LIMIT ? OFFSET ?
      """
    return try rows(
      sql, [.integer(batch), .integer(limit), .integer(offset)]
    ) { row throws(DatabaseError) in
      SwipeRow(
        row: try row.integer(0), at: try row.text(1), window: try row.text(2), actor: try row.text(3),
        session: try row.optionalText(4), person: try row.optionalInteger(6),
        expected: try row.optionalInteger(5), version: try row.optionalInteger(7), mark: try row.text(8),
        outcome: try row.optionalText(9), reason: try row.optionalText(10),
        isExpired: try row.integer(11) != 0)
    }
  }

  func swipeCount(of batch: Int) throws(DatabaseError) -> Int {
    try integer("SELECT count(*) FROM swipe WHERE batch = ? AND removed_at IS NULL", [.integer(batch)])
  }

  func swipeGroups(of batch: Int) throws(DatabaseError) -> [SwipeGroup] {
    try rows(
      """
      SELECT mark, outcome, is_expired, count(*) FROM swipe WHERE batch = ? AND removed_at IS NULL
        GROUP BY mark, outcome, is_expired
      """, [.integer(batch)]
    ) { row throws(DatabaseError) in
      SwipeGroup(
        mark: try row.text(0), outcome: try row.optionalText(1), isExpired: try row.integer(2) != 0,
        count: try row.integer(3))
    }
  }

  /// A person by the row's number.
  func person(row: Int) throws(DatabaseError) -> PersonRow? {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person WHERE row = ?", [.integer(row)],
      make: PersonRow.init
    ).first
  }
}
