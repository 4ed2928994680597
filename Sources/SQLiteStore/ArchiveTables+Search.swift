internal import IdentityDocuments
internal import PersonArchive
internal import SQLiteKit

/// When and where a person must have been read.
struct ReadingFilter {
  private let from: String?
  private let to: String?
  private let window: String?

  init(_ search: PersonSearch) {
    from = search.from?.description
    // Times of the last day begin with it: this is greater than all of them.
    to = search.to.map { $0.description + "~" }
    window = search.window
  }

  /// Whether everyone fits.
  var isEmpty: Bool { from == nil && to == nil && window == nil }

  var values: [Value] { [.text(from ?? ""), .text(to ?? "~"), .optional(window)] }
}

extension Connection {
  /// A page of the persons who fit, the one filed first last.
  borrowing func persons(
    _ filter: ReadingFilter, offset: Int, limit: Int
  ) throws(SQLiteError) -> [PersonRow] {
    guard !filter.isEmpty else { return try persons(offset: offset, limit: limit) }
    return try rows(
      """
      SELECT row, id, lookup, current FROM person WHERE row IN
        (SELECT person FROM reading WHERE read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL))
        ORDER BY row DESC LIMIT ?4 OFFSET ?5
      """, filter.values + [.integer(limit), .integer(offset)], make: Self.person)
  }

  /// How many fit.
  borrowing func count(_ filter: ReadingFilter) throws(SQLiteError) -> Int {
    guard !filter.isEmpty else { return try integer("SELECT count(*) FROM person") }
    return try integer(
      """
      SELECT count(DISTINCT person) FROM reading
        WHERE read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL)
      """, filter.values)
  }

  /// Whether this one fits.
  borrowing func fits(_ filter: ReadingFilter, person: Int) throws(SQLiteError) -> Bool {
    try integer(
      """
      SELECT count(*) FROM reading
        WHERE read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL) AND person = ?4
      """, filter.values + [.integer(person)]) > 0
  }
}
