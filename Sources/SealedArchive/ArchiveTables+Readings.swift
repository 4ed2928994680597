internal import PersonArchive
internal import DatabaseKit

/// A row of the table `reading`.
struct ReadingRow {
  var origin: ReadingOrigin
  var version: Int
  var outcome: String
  var changed: String
  var findings: String
  var mark: [UInt8] = []

  /// What its mark is over.
  func place(of person: PersonRow) -> SealedPlace {
    .reading(
      origin, person: person.id, version: version, outcome: outcome, changed: changed, findings: findings)
  }
}

/// A row of the table `conflict`.
struct ConflictRow {
  var origin: ReadingOrigin
  var person: String?
  var changed: String
  var findings: String
  var sealed: [UInt8] = []
  /// The data key.
  var wrapped: [UInt8] = []

  /// What its content is sealed for.
  var place: SealedPlace { .conflict(origin, changed: changed, findings: findings) }
}

extension Database {
  /// All readings of a person, the oldest first.
  func readings(of person: Int) throws(DatabaseError) -> [ReadingRow] {
    try rows(
      """
      SELECT session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id, version, outcome,
        changed, findings, mark, second_checker
        FROM reading WHERE person = ? ORDER BY row
      """, [.integer(person)], make: Self.reading)
  }

  /// The reading that made a version.
  func reading(making version: Int, of person: Int) throws(DatabaseError) -> ReadingRow? {
    try rows(
      """
      SELECT session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id, version, outcome,
        changed, findings, mark, second_checker
        FROM reading WHERE person = ? AND version = ? ORDER BY row LIMIT 1
      """, [.integer(person), .integer(version)], make: Self.reading
    ).first
  }

  /// When a person was read last.
  func lastReadAt(of person: Int) throws(DatabaseError) -> String? {
    try rows("SELECT read_at FROM reading WHERE person = ? ORDER BY row DESC LIMIT 1", [.integer(person)]) {
      row throws(DatabaseError) in try row.text(0)
    }.first
  }

  func conflicts(offset: Int, limit: Int) throws(DatabaseError) -> [ConflictRow] {
    try rows(
      """
      SELECT session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id, changed, findings,
        person.id, sealed, conflict.wrapped, second_checker FROM conflict LEFT JOIN person ON person.row = conflict.person
        ORDER BY conflict.row LIMIT ? OFFSET ?
      """, [.integer(limit), .integer(offset)], make: Self.conflict)
  }

  /// The conflict of a session.
  func conflict(session: String) throws(DatabaseError) -> ConflictRow? {
    try rows(
      """
      SELECT session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id, changed, findings,
        person.id, sealed, conflict.wrapped, second_checker FROM conflict LEFT JOIN person ON person.row = conflict.person
        WHERE session = ?
      """, [.text(session)], make: Self.conflict
    ).first
  }

  private static func conflict(_ row: Row) throws(DatabaseError) -> ConflictRow {
    ConflictRow(
      origin: try origin(row), person: try row.optionalText(10), changed: try row.text(8),
      findings: try row.text(9), sealed: try row.blob(11), wrapped: try row.blob(12))
  }

  static func reading(_ row: Row) throws(DatabaseError) -> ReadingRow {
    ReadingRow(
      origin: try origin(row), version: try row.integer(8), outcome: try row.text(9),
      changed: try row.text(10), findings: try row.text(11), mark: try row.blob(12))
  }

  private static func origin(_ row: Row) throws(DatabaseError) -> ReadingOrigin {
    ReadingOrigin(
      session: try row.text(0), readAt: try row.text(1), window: try row.text(2),
      clerk: try row.optionalText(3), secondChecker: try row.optionalText(13),
      reader: ReadingOrigin.Reader(
        id: try row.text(4), name: try row.text(5), link: try row.text(6), samID: try row.optionalText(7)))
  }
}
