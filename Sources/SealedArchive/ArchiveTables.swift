internal import IdentityDocuments
internal import PersonArchive
internal import DatabaseKit

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

extension PersonRow {
  /// The columns row, id, lookup, current and wrapped.
  init(_ row: Row) throws(DatabaseError) {
    self.init(
      row: try row.integer(0), id: try row.text(1), lookup: try row.blob(2), current: try row.integer(3),
      wrapped: try row.blob(4))
  }
}

extension Database {
  func person(lookup: LookupValue) throws(DatabaseError) -> PersonRow? {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person WHERE lookup IN (?, ?)", lookup.values,
      make: PersonRow.init
    ).first
  }

  /// Who has the same kind and number as the person of a row, and is somebody else.
  func namesakes(of person: Int) throws(DatabaseError) -> [PersonRow] {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person WHERE namesake = ? ORDER BY row",
      [.integer(person)], make: PersonRow.init)
  }

  func person(id: String) throws(DatabaseError) -> PersonRow? {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person WHERE id = ?", [.text(id)], make: PersonRow.init
    ).first
  }

  func persons(offset: Int, limit: Int) throws(DatabaseError) -> [PersonRow] {
    try rows(
      "SELECT row, id, lookup, current, wrapped FROM person ORDER BY row DESC LIMIT ? OFFSET ?",
      [.integer(limit), .integer(offset)], make: PersonRow.init)
  }

  /// All versions of a person, the oldest first.
  func versions(of person: Int) throws(DatabaseError) -> [VersionRow] {
    try rows(
      "SELECT number, sealed, portrait FROM version WHERE person = ? ORDER BY number", [.integer(person)],
      make: Self.version)
  }

  func version(of person: Int, number: Int) throws(DatabaseError) -> VersionRow? {
    try rows(
      "SELECT number, sealed, portrait FROM version WHERE person = ? AND number = ?",
      [.integer(person), .integer(number)], make: Self.version
    ).first
  }

  func countVersions(of person: Int) throws(DatabaseError) -> Int {
    try integer("SELECT count(*) FROM version WHERE person = ?", [.integer(person)])
  }

  /// What was answered when this session was filed.
  func filing(session: String) throws(DatabaseError) -> FilingRow? {
    try rows(
      """
      SELECT person.id, reading.version, outcome, changed, findings FROM reading
        JOIN person ON person.row = reading.person WHERE session = ?1
      UNION ALL SELECT NULL, NULL, 'conflict', changed, findings FROM conflict WHERE session = ?1
      """, [.text(session)]
    ) { row throws(DatabaseError) in
      let person = try row.optionalText(0)
      return FilingRow(
        person: person, version: person == nil ? nil : try row.integer(1), outcome: try row.text(2),
        changed: try row.text(3), findings: try row.text(4))
    }.first
  }

  /// Adds a person whose version `current` follows before the end of the transaction; its row.
  func insertPerson(
    id: String, lookup: [UInt8], current: Int, wrapped: [UInt8], namesake: Int? = nil
  ) throws(DatabaseError) -> Int {
    try insert(
      "INSERT INTO person (id, lookup, current, wrapped, namesake) VALUES (?, ?, ?, ?, ?)",
      [.text(id), .blob(lookup), .integer(current), .blob(wrapped), .optional(namesake)])
  }

  func setCurrent(_ number: Int, of person: Int) throws(DatabaseError) {
    try run("UPDATE person SET current = ? WHERE row = ?", [.integer(number), .integer(person)])
  }

  func insertVersion(_ version: VersionRow, of person: Int) throws(DatabaseError) {
    try run(
      "INSERT INTO version (person, number, sealed, portrait) VALUES (?, ?, ?, ?)",
      [
        .integer(person), .integer(version.number), .blob(version.values), .blob(version.portrait),
      ])
  }

  func insertReading(_ reading: ReadingRow, person: Int) throws(DatabaseError) {
    try run(
      """
      INSERT INTO reading (session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id,
        second_checker, person, version, outcome, changed, findings, mark)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      Self.values(reading.origin) + [
        .integer(person), .integer(reading.version), .text(reading.outcome), .text(reading.changed),
        .text(reading.findings), .blob(reading.mark),
      ])
  }

  func insertConflict(_ conflict: ConflictRow, with person: Int) throws(DatabaseError) {
    try run(
      """
      INSERT INTO conflict (session, read_at, window, clerk, reader_id, reader_name, reader_link, sam_id,
        second_checker, person, changed, findings, sealed, wrapped)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      Self.values(conflict.origin) + [
        .integer(person), .text(conflict.changed), .text(conflict.findings), .blob(conflict.sealed),
        .blob(conflict.wrapped),
      ])
  }

  private static func version(_ row: Row) throws(DatabaseError) -> VersionRow {
    VersionRow(number: try row.integer(0), values: try row.blob(1), portrait: try row.blob(2))
  }

  private static func values(_ origin: ReadingOrigin) -> [Value] {
    [
      .text(origin.session), .text(origin.readAt), .text(origin.window), .optional(origin.clerk),
      .text(origin.reader.id), .text(origin.reader.name), .text(origin.reader.link),
      .optional(origin.reader.samID), .optional(origin.secondChecker),
    ]
  }
}
