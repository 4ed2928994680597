internal import IdentityDocuments
internal import PersonArchive
internal import SQLiteKit

/// A row of the table `person`.
struct PersonRow {
  var row: Int
  var id: String
  var lookup: [UInt8]
  var current: Int
  /// The data key.
  var wrapped: [UInt8]
}

/// A row of the table `version`.
struct VersionRow {
  var number: Int
  /// Sealed: document, text block, findings.
  var values: [UInt8]
  /// Sealed: photo block.
  var portrait: [UInt8]
}

/// What the archive remembers of a filing, to give the same answer again.
struct FilingRow {
  var person: String?
  var version: Int?
  var outcome: String
  var changed: String
  var findings: String
}

extension Connection {
  borrowing func person(lookup: LookupValue) throws(SQLiteError) -> PersonRow? {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person WHERE lookup IN (?, ?)", lookup.values,
      make: Self.person
    ).first
  }

  borrowing func person(id: String) throws(SQLiteError) -> PersonRow? {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person WHERE id = ?", [.text(id)], make: Self.person
    ).first
  }

  borrowing func persons(offset: Int, limit: Int) throws(SQLiteError) -> [PersonRow] {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person ORDER BY row DESC LIMIT ? OFFSET ?",
      [.integer(limit), .integer(offset)], make: Self.person)
  }

  /// All versions of a person, the oldest first.
  borrowing func versions(of person: Int) throws(SQLiteError) -> [VersionRow] {
    try rows(
      "SELECT number, sealed, portrait FROM version WHERE person = ? ORDER BY number", [.integer(person)],
      make: Self.version)
  }

  borrowing func version(of person: Int, number: Int) throws(SQLiteError) -> VersionRow? {
    try rows(
      "SELECT number, sealed, portrait FROM version WHERE person = ? AND number = ?",
      [.integer(person), .integer(number)], make: Self.version
    ).first
  }

  borrowing func countVersions(of person: Int) throws(SQLiteError) -> Int {
    try integer("SELECT count(*) FROM version WHERE person = ?", [.integer(person)])
  }

  /// What was answered when this session was filed.
  borrowing func filing(session: String) throws(SQLiteError) -> FilingRow? {
    try rows(
      """
      SELECT person.id, reading.version, outcome, changed, findings FROM reading
        JOIN person ON person.row = reading.person WHERE session = ?1
      UNION ALL SELECT NULL, NULL, 'conflict', changed, findings FROM conflict WHERE session = ?1
      """, [.text(session)]
    ) { row throws(SQLiteError) in
      let person = try row.optionalText(0)
      return FilingRow(
        person: person, version: person == nil ? nil : try row.integer(1), outcome: try row.text(2),
        changed: try row.text(3), findings: try row.text(4))
    }.first
  }

  /// Adds a person whose version `current` follows before the end of the transaction; its row.
  borrowing func insertPerson(
    id: String, lookup: [UInt8], current: Int, wrapped: [UInt8]
  ) throws(SQLiteError) -> Int {
    try run(
      "INSERT INTO person (id, lookup, current, wrapped) VALUES (?, ?, ?, ?)",
      [.text(id), .blob(lookup), .integer(current), .blob(wrapped)])
    return lastRow()
  }

  borrowing func setCurrent(_ number: Int, of person: Int) throws(SQLiteError) {
    try run("UPDATE person SET current = ? WHERE row = ?", [.integer(number), .integer(person)])
  }

  borrowing func insertVersion(_ version: VersionRow, of person: Int) throws(SQLiteError) {
    try run(
      "INSERT INTO version (person, number, sealed, portrait) VALUES (?, ?, ?, ?)",
      [
        .integer(person), .integer(version.number), .blob(version.values), .blob(version.portrait),
      ])
  }

  borrowing func insertReading(_ reading: ReadingRow, person: Int) throws(SQLiteError) {
    try run(
      """
      INSERT INTO reading (session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id,
        person, version, outcome, changed, findings, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      Self.values(reading.origin) + [
        .integer(person), .integer(reading.version), .text(reading.outcome), .text(reading.changed),
        .text(reading.findings), .blob(reading.mark),
      ])
  }

  borrowing func insertConflict(_ conflict: ConflictRow, with person: Int) throws(SQLiteError) {
    try run(
      """
      INSERT INTO conflict (session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id,
        person, changed, findings, sealed, wrapped) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      Self.values(conflict.origin) + [
        .integer(person), .text(conflict.changed), .text(conflict.findings), .blob(conflict.sealed),
        .blob(conflict.wrapped),
      ])
  }

  static func person(_ row: borrowing Row) throws(SQLiteError) -> PersonRow {
    PersonRow(
      row: try row.integer(0), id: try row.text(1), lookup: try row.blob(2), current: try row.integer(3),
      wrapped: try row.blob(4))
  }

  private static func version(_ row: borrowing Row) throws(SQLiteError) -> VersionRow {
    VersionRow(number: try row.integer(0), values: try row.blob(1), portrait: try row.blob(2))
  }

  private static func values(_ origin: ReadingOrigin) -> [Value] {
    [
      .text(origin.session), .text(origin.readAt), .text(origin.window), .optional(origin.clerk),
      .text(origin.reader.id), .text(origin.reader.name), .text(origin.reader.link),
      .optional(origin.reader.samID),
    ]
  }
}
