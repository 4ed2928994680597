internal import IdentityDocuments
internal import PersonArchive
internal import DatabaseKit

/// When, where and in which batch a person must have been read.
struct ReadingFilter {
  private let from: String?
  private let to: String?
  private let window: String?
  let batch: Int?
  /// Fits everyone.
  static let everything = ReadingFilter(PersonSearch(), batch: nil)

  init(_ search: PersonSearch, batch: Int?) {
    from = search.from?.description
    // Times of the last day begin with it: this is greater than all of them.
    to = search.to.map { $0.description + "~" }
    window = search.window
    self.batch = batch
  }

  /// Whether every reading fits.
  var isOfAnyReading: Bool { from == nil && to == nil && window == nil }

  var reading: [Value] { [.text(from ?? ""), .text(to ?? "~"), .optional(window)] }

  /// The last one says whether there is anything to look at.
  var asked: [Value] { reading + [.integer(isOfAnyReading ? 0 : 1)] }
}

/// Each list of persons has an order of its own to be asked in: the part with the fewest persons first.
extension Database {
  /// A page of the persons who fit, the one filed first last.
  func persons(
    _ filter: ReadingFilter, offset: Int, limit: Int
  ) throws(DatabaseError) -> [PersonRow] {
    let page: [Value] = [.integer(limit), .integer(offset)]
    if let batch = filter.batch {
      return try rows(
        """
        SELECT row, id, lookup, current, wrapped FROM person WHERE row IN
          (SELECT person FROM swipe WHERE batch = ?5 AND removed_at IS NULL)
          AND (?4 = 0 OR EXISTS (SELECT 1 FROM reading WHERE person = person.row
            AND read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL)))
          ORDER BY row DESC LIMIT ?6 OFFSET ?7
        """, filter.asked + [.integer(batch)] + page, make: PersonRow.init)
    }
    guard !filter.isOfAnyReading else { return try persons(offset: offset, limit: limit) }
    // The index begins with the window: without one, each window is asked in turn, and they are few.
    return try rows(
      """
      WITH RECURSIVE place (window) AS (
        SELECT coalesce(?3, (SELECT min(window) FROM reading))
        UNION ALL SELECT (SELECT min(window) FROM reading WHERE window > place.window) FROM place
          WHERE ?3 IS NULL AND place.window IS NOT NULL)
      SELECT row, id, lookup, current, wrapped FROM person WHERE row IN (SELECT reading.person FROM place CROSS JOIN reading
          WHERE reading.window = place.window AND read_at >= ?1 AND read_at < ?2)
        ORDER BY row DESC LIMIT ?4 OFFSET ?5
      """, filter.reading + page, make: PersonRow.init)
  }

  /// How many fit.
  func count(_ filter: ReadingFilter) throws(DatabaseError) -> Int {
    if let batch = filter.batch {
      return try integer(
        """
        SELECT count(*) FROM person WHERE row IN
          (SELECT person FROM swipe WHERE batch = ?5 AND removed_at IS NULL)
          AND (?4 = 0 OR EXISTS (SELECT 1 FROM reading WHERE person = person.row
            AND read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL)))
        """, filter.asked + [.integer(batch)])
    }
    guard !filter.isOfAnyReading else { return try integer("SELECT count(*) FROM person") }
    return try integer(
      """
      WITH RECURSIVE place (window) AS (
        SELECT coalesce(?3, (SELECT min(window) FROM reading))
        UNION ALL SELECT (SELECT min(window) FROM reading WHERE window > place.window) FROM place
          WHERE ?3 IS NULL AND place.window IS NOT NULL)
      SELECT count(DISTINCT reading.person) FROM place CROSS JOIN reading
        WHERE reading.window = place.window AND read_at >= ?1 AND read_at < ?2
      """, filter.reading)
  }

  /// A page of those who have a name and fit.
  func persons(
    named key: LookupValue, _ filter: ReadingFilter, offset: Int, limit: Int
  ) throws(DatabaseError) -> [PersonRow] {
    try rows(
      """
      SELECT row, id, lookup, current, wrapped FROM name_key JOIN person ON person.row = name_key.person
        WHERE name_key.key IN (?6, ?7)
        AND (?4 = 0 OR EXISTS (SELECT 1 FROM reading WHERE person = person.row
          AND read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL)))
        AND (EXISTS (SELECT 1 FROM swipe WHERE batch = ?5 AND person = person.row
          AND removed_at IS NULL) OR ?5 IS NULL)
        ORDER BY name_key.person DESC LIMIT ?8 OFFSET ?9
      """,
      filter.asked + [.optional(filter.batch)] + key.values + [.integer(limit), .integer(offset)],
      make: PersonRow.init)
  }

  /// How many have a name and fit.
  func count(named key: LookupValue, _ filter: ReadingFilter) throws(DatabaseError) -> Int {
    try integer(
      """
      SELECT count(*) FROM name_key WHERE name_key.key IN (?6, ?7)
        AND (?4 = 0 OR EXISTS (SELECT 1 FROM reading WHERE person = name_key.person
          AND read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL)))
        AND (EXISTS (SELECT 1 FROM swipe WHERE batch = ?5 AND person = name_key.person
          AND removed_at IS NULL) OR ?5 IS NULL)
      """, filter.asked + [.optional(filter.batch)] + key.values)
  }

  /// Whether this one fits, and has the name where one is given.
  func fits(
    _ filter: ReadingFilter, named key: LookupValue?, person: Int
  ) throws(DatabaseError) -> Bool {
    try integer(
      """
      SELECT (?4 = 0 OR EXISTS (SELECT 1 FROM reading WHERE person = ?8
          AND read_at >= ?1 AND read_at < ?2 AND (window = ?3 OR ?3 IS NULL)))
        AND (EXISTS (SELECT 1 FROM swipe WHERE batch = ?5 AND person = ?8 AND removed_at IS NULL) OR ?5 IS NULL)
        AND (EXISTS (SELECT 1 FROM name_key WHERE key IN (?6, ?7) AND person = ?8) OR ?6 IS NULL)
      """,
      filter.asked + [.optional(filter.batch)] + (key?.values ?? [.null, .null]) + [.integer(person)]) != 0
  }

  /// Makes a person be found by a name; once is enough.
  func insertName(_ key: [UInt8], person: Int) throws(DatabaseError) {
    try run(
      "INSERT INTO name_key (key, person) VALUES (?, ?) ON CONFLICT DO NOTHING",
      [.blob(key), .integer(person)])
  }
}
