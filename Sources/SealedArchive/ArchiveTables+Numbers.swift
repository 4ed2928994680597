internal import CounterRules
internal import OneTimeCodes
internal import PersonArchive
internal import DatabaseKit

/// A row of the table `challenge`.
struct ChallengeRow {
  var row: Int
  var id: String
  var number: [UInt8]
  var sealed: [UInt8]
  var purpose: CodePurpose
  /// What the code is bound to beside id and purpose.
  var subject: [UInt8]
  var code: [UInt8]
  var state: Challenge.State
  var wrongTries: Int
  var issued: Int
  var ends: Int
}

/// A row of the table `binding` that has not ended.
struct BindingRow {
  var row: Int
  var person: Int
  var challenge: Int
  var number: [UInt8]
  var sealed: [UInt8]
  var origin: BindingOrigin
  var isFaceConfirmed: Bool
  var beganAt: String
}

/// Where a number was bound.
enum BindingOrigin: String {
  case counter
  case selfRegistration = "self-registration"
}

extension Database {
  func countedTime() throws(DatabaseError) -> CountedClock? {
    try rows("SELECT latest, wall, offset, boot FROM counted_time") { row throws(DatabaseError) in
      CountedClock(
        latest: try row.integer(0), wall: try row.integer(1), offset: try row.integer(2),
        boot: try row.text(3))
    }.first
  }

  func setCountedTime(_ clock: CountedClock) throws(DatabaseError) {
    try run(
      """
      INSERT INTO counted_time (row, latest, wall, offset, boot) VALUES (1, ?1, ?2, ?3, ?4)
        ON CONFLICT (row) DO UPDATE SET latest = ?1, wall = ?2, offset = ?3, boot = ?4
      """,
      [.integer(clock.latest), .integer(clock.wall), .integer(clock.offset), .text(clock.boot)])
  }

  /// The newest challenge of a person, for one purpose or any.
  func newestChallenge(
    of person: Int, for purpose: CodePurpose?
  ) throws(DatabaseError) -> ChallengeRow? {
    try rows(
      """
      SELECT row, id, number, sealed, purpose, code, state, wrong_tries, issued, ends,
        subject FROM challenge
        WHERE person = ?1 AND (purpose = ?2 OR ?2 IS NULL) ORDER BY row DESC LIMIT 1
      """, [.integer(person), .optional(purpose?.rawValue)], make: Self.challenge
    ).first
  }

  /// One challenge.
  func challenge(_ row: Int) throws(DatabaseError) -> ChallengeRow? {
    try rows(
      """
      SELECT row, id, number, sealed, purpose, code, state, wrong_tries, issued, ends,
        subject FROM challenge WHERE row = ?
      """, [.integer(row)], make: Self.challenge
    ).first
  }

  private static func challenge(_ row: Row) throws(DatabaseError) -> ChallengeRow {
    guard let purpose = CodePurpose(rawValue: try row.text(4)),
      let state = Challenge.State(rawValue: try row.text(6))
    else { throw .badRow }
    return ChallengeRow(
      row: try row.integer(0), id: try row.text(1), number: try row.blob(2), sealed: try row.blob(3),
      purpose: purpose, subject: try row.blob(10), code: try row.blob(5), state: state,
      wrongTries: try row.integer(7), issued: try row.integer(8), ends: try row.integer(9))
  }

  func insert(
    _ challenge: ChallengeRow, person: Int, entry: AuditEntry
  ) throws(DatabaseError) {
    try run(
      """
      INSERT INTO challenge (id, person, number, sealed, purpose, code, state, wrong_tries, issued, ends,
        issued_at, window, actor, session, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(challenge.id), .integer(person), .blob(challenge.number), .blob(challenge.sealed),
        .text(challenge.purpose.rawValue), .blob(challenge.code), .text(challenge.state.rawValue),
        .integer(challenge.wrongTries), .integer(challenge.issued), .integer(challenge.ends), .text(entry.at),
        .text(entry.window), .text(entry.party.auditName), .optional(entry.session), .blob(challenge.subject),
      ])
  }

  func update(
    _ row: Int, state: Challenge.State, wrongTries: Int
  ) throws(DatabaseError) {
    try run(
      "UPDATE challenge SET state = ?, wrong_tries = ? WHERE row = ?",
      [.text(state.rawValue), .integer(wrongTries), .integer(row)])
  }

  /// Ends every challenge of a person that is open, for one purpose or any.
  func supersedeChallenges(of person: Int, for purpose: CodePurpose?) throws(DatabaseError) {
    try run(
      """
      UPDATE challenge SET state = 'superseded'
        WHERE person = ?1 AND state = 'open' AND (purpose = ?2 OR ?2 IS NULL)
      """, [.integer(person), .optional(purpose?.rawValue)])
  }

  func expireAllChallenges() throws(DatabaseError) {
    try run("UPDATE challenge SET state = 'expired' WHERE state = 'open'")
  }

  /// When the newest codes of a scope were issued, at most `count` of those after `since`; a scope has two keys, which may be the same.
  func issued(
    _ scope: IssueScope, _ keys: [Value], since: Int, count: Int
  ) throws(DatabaseError) -> [Int] {
    let sql: StaticString =
      switch scope {
      case .number:
        "SELECT issued FROM challenge WHERE number IN (?, ?) AND issued > ? ORDER BY issued DESC LIMIT ?"
      case .person:
        "SELECT issued FROM challenge WHERE person IN (?, ?) AND issued > ? ORDER BY issued DESC LIMIT ?"
      case .clerk:
        "SELECT issued FROM challenge WHERE actor IN (?, ?) AND issued > ? ORDER BY issued DESC LIMIT ?"
      case .window:
        "SELECT issued FROM challenge WHERE window IN (?, ?) AND issued > ? ORDER BY issued DESC LIMIT ?"
      }
    return try rows(sql, keys + [.integer(since), .integer(count)]) { row throws(DatabaseError) in
      try row.integer(0)
    }
  }

  /// How many codes were issued for a number after `since`, and how many wrong ones were said.
  func attempts(on number: LookupValue, since: Int) throws(DatabaseError) -> Int {
    try integer(
      "SELECT count(*) + CAST(coalesce(sum(wrong_tries), 0) AS BIGINT) FROM challenge WHERE number IN (?, ?) AND issued > ?",
      number.values + [.integer(since)])
  }
}
