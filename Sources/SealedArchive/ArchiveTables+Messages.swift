internal import OneTimeCodes
internal import PersonArchive
internal import DatabaseKit

extension Database {
  func insertMessage(
    _ id: String, kind: StoredMessage.Kind, sealed: [UInt8], ends: Int, entry: AuditEntry
  ) throws(DatabaseError) {
    try run(
      """
      INSERT INTO message (id, kind, sealed, state, is_under_way, ends, window, queued_at, changed_at)
        VALUES (?1, ?2, ?3, 'queued', 0, ?4, ?5, ?6, ?6)
      """,
      [.text(id), .text(kind.rawValue), .blob(sealed), .integer(ends), .text(entry.window), .text(entry.at)])
  }

  func message(_ id: String) throws(DatabaseError) -> StoredMessage? {
    try rows(
      """
      SELECT row, id, kind, queued_at, changed_at, window, state, cause, is_under_way FROM message
        WHERE id = ?
      """, [.text(id)], make: Self.message
    ).first
  }

  func messages(limit: Int) throws(DatabaseError) -> [StoredMessage] {
    try rows(
      """
      SELECT row, id, kind, queued_at, changed_at, window, state, cause, is_under_way FROM message
        ORDER BY row DESC LIMIT ?
      """, [.integer(limit)], make: Self.message)
  }

  /// Messages that wait and whose life is over.
  func messagesOver(at now: Int) throws(DatabaseError) -> [StoredMessage] {
    try rows(
      """
      SELECT row, id, kind, queued_at, changed_at, window, state, cause, is_under_way FROM message
        WHERE state = 'queued' AND ends <= ?
      """, [.integer(now)], make: Self.message)
  }

  /// Messages that were being sent when the program ended: those of one window, or all.
  func messagesUnderWay(at window: String?) throws(DatabaseError) -> [StoredMessage] {
    try rows(
      """
      SELECT row, id, kind, queued_at, changed_at, window, state, cause, is_under_way FROM message
        WHERE state = 'queued' AND is_under_way = 1 AND (window = ?1 OR ?1 IS NULL)
      """, [.optional(window)], make: Self.message)
  }

  /// The message that waits longest, of one window or of all, with its sealed content.
  func oldestDueMessage(at window: String?) throws(DatabaseError) -> (id: String, sealed: [UInt8])? {
    try rows(
      """
      SELECT id, sealed FROM message WHERE state = 'queued' AND is_under_way = 0 AND (window = ?1 OR ?1 IS NULL)
        ORDER BY row LIMIT 1
      """, [.optional(window)]
    ) { row throws(DatabaseError) in (try row.text(0), try row.blob(1)) }.first
  }

  /// Writes where a message stands; forgets its content when nobody needs it any more.
  func set(_ delivery: Delivery, of id: String, at time: String) throws(DatabaseError) {
    try run(
      """
      UPDATE message SET state = ?2, cause = ?3, is_under_way = ?4, changed_at = ?5,
        sealed = CASE WHEN ?6 = 1 THEN sealed ELSE NULL END WHERE id = ?1
      """,
      [
        .text(id), .text(delivery.state.rawValue), .optional(delivery.cause?.rawValue),
        .integer(delivery.isUnderWay ? 1 : 0), .text(time), .integer(delivery.needsMessage ? 1 : 0),
      ])
  }

  private static func message(_ row: Row) throws(DatabaseError) -> StoredMessage {
    guard let kind = StoredMessage.Kind(rawValue: try row.text(2)),
      let state = Delivery.State(rawValue: try row.text(6))
    else { throw .badRow }
    let cause = try row.optionalText(7)
    return StoredMessage(
      id: try row.text(1), number: try row.integer(0), kind: kind, queuedAt: try row.text(3),
      changedAt: try row.text(4), window: try row.text(5),
      delivery: Delivery(
        state, cause: cause.flatMap { Delivery.Cause(rawValue: $0) }, isUnderWay: try row.integer(8) != 0))
  }
}
