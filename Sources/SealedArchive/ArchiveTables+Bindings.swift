internal import PersonArchive
internal import DatabaseKit

extension Database {
  func binding(of person: Int) throws(DatabaseError) -> BindingRow? {
    try rows(
      """
      SELECT row, person, challenge, number, sealed, is_face_confirmed, began_at,
        origin FROM binding
        WHERE person = ? AND ended IS NULL
      """, [.integer(person)], make: Self.binding
    ).first
  }

  func binding(on number: LookupValue) throws(DatabaseError) -> BindingRow? {
    try rows(
      """
      SELECT row, person, challenge, number, sealed, is_face_confirmed, began_at,
        origin FROM binding
        WHERE number IN (?, ?) AND ended IS NULL
      """, number.values, make: Self.binding
    ).first
  }

  /// A binding, also one that has ended.
  func anyBinding(_ row: Int) throws(DatabaseError) -> BindingRow? {
    try rows(
      """
      SELECT row, person, challenge, number, sealed, is_face_confirmed, began_at,
        origin FROM binding WHERE row = ?
      """, [.integer(row)], make: Self.binding
    ).first
  }

  func insert(_ binding: BindingRow, began: Int) throws(DatabaseError) {
    try run(
      """
      INSERT INTO binding (person, number, sealed, origin, challenge, is_face_confirmed, began, began_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(binding.person), .blob(binding.number), .blob(binding.sealed),
        .text(binding.origin.rawValue), .integer(binding.challenge),
        .integer(binding.isFaceConfirmed ? 1 : 0), .integer(began), .text(binding.beganAt),
      ])
  }

  func end(_ binding: Int, by act: String, ended: Int, at: String) throws(DatabaseError) {
    try run(
      "UPDATE binding SET ended = ?, ended_at = ?, ended_by = ? WHERE row = ?",
      [.integer(ended), .text(at), .text(act), .integer(binding)])
  }

  /// How many bindings of a number to others than `person` ended after `since`.
  func endings(
    on number: LookupValue, exceptOf person: Int, since: Int
  ) throws(DatabaseError) -> Int {
    try integer(
      "SELECT count(*) FROM binding WHERE number IN (?, ?) AND person <> ? AND ended > ?",
      number.values + [.integer(person), .integer(since)])
  }

  /// How many bindings of a person began after `since`.
  func beginnings(of person: Int, since: Int) throws(DatabaseError) -> Int {
    try integer(
      "SELECT count(*) FROM binding WHERE person = ? AND began > ?", [.integer(person), .integer(since)])
  }

  private static func binding(_ row: Row) throws(DatabaseError) -> BindingRow {
    guard let origin = BindingOrigin(rawValue: try row.text(7)) else { throw .badRow }
    return BindingRow(
      row: try row.integer(0), person: try row.integer(1), challenge: try row.integer(2),
      number: try row.blob(3), sealed: try row.blob(4), origin: origin,
      isFaceConfirmed: try row.integer(5) != 0, beganAt: try row.text(6))
  }
}
