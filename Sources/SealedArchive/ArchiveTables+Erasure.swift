internal import DatabaseKit
internal import PersonArchive

/// What is counted, looked for and taken away when somebody is erased.
extension Database {
  /// When the owner of a document was erased last, in seconds since 1970; `nil` where that never was.
  func erasedAt(document: [UInt8]) throws(DatabaseError) -> Int? {
    try rows("SELECT at FROM erased WHERE document = ? ORDER BY at DESC LIMIT 1", [.blob(document)]) {
      row throws(DatabaseError) in try row.integer(0)
    }.first
  }

  func tombstones() throws(DatabaseError) -> [Tombstone] {
    try rows("SELECT person, document, at FROM erased ORDER BY row") { row throws(DatabaseError) in
      Tombstone(person: try row.blob(0), document: try row.blob(1), at: try row.integer(2))
    }
  }

  func insert(_ tombstone: Tombstone) throws(DatabaseError) {
    try run(
      "INSERT INTO erased (person, document, at) VALUES (?, ?, ?)",
      [.blob(tombstone.person), .blob(tombstone.document), .integer(tombstone.at)])
  }

  /// When a person was read, each time.
  func readTimes(of person: Int) throws(DatabaseError) -> [String] {
    try rows("SELECT read_at FROM reading WHERE person = ? ORDER BY row", [.integer(person)]) {
      row throws(DatabaseError) in try row.text(0)
    }
  }

  /// The first reading of a person.
  func firstReading(of person: Int) throws(DatabaseError) -> Int? {
    try rows(
      "SELECT row FROM reading WHERE person = ? ORDER BY row LIMIT 1", [.integer(person)]
    ) { row throws(DatabaseError) in try row.integer(0) }.first
  }

  /// How many rows of each sort a person has.
  func count(of person: Int, into erasure: inout Erasure) throws(DatabaseError) {
    erasure.versions = try integer("SELECT count(*) FROM version WHERE person = ?", [.integer(person)])
    erasure.readings = try integer("SELECT count(*) FROM reading WHERE person = ?", [.integer(person)])
    erasure.conflicts = try integer("SELECT count(*) FROM conflict WHERE person = ?", [.integer(person)])
    erasure.numbers = try integer("SELECT count(*) FROM binding WHERE person = ?", [.integer(person)])
  }

  /// The look-up values of the numbers a person has or had, and the wrapped keys of conflicts with the person.
  func keyedValues(of person: Int) throws(DatabaseError) -> [[UInt8]] {
    try rows(
      """
      SELECT number FROM binding WHERE person = ?1 UNION SELECT number FROM challenge WHERE person = ?1
        UNION SELECT wrapped FROM conflict WHERE person = ?1 UNION SELECT key FROM name_key WHERE person = ?1
      """, [.integer(person)]
    ) { row throws(DatabaseError) in try row.blob(0) }
  }

  /// Whether a number or a name that somebody had is somebody else's too.
  func isKept(_ value: [UInt8]) throws(DatabaseError) -> Bool {
    try integer(
      """
      SELECT EXISTS (SELECT 1 FROM binding WHERE number = ?1) OR EXISTS (SELECT 1 FROM challenge WHERE number = ?1)
        OR EXISTS (SELECT 1 FROM name_key WHERE key = ?1)
      """, [.blob(value)]) != 0
  }

  /// Messages that still have their text.
  func sealedMessages() throws(DatabaseError) -> [(id: String, sealed: [UInt8])] {
    try rows("SELECT id, sealed FROM message WHERE sealed IS NOT NULL") { row throws(DatabaseError) in
      (try row.text(0), try row.blob(1))
    }
  }

  func deleteMessage(_ id: String) throws(DatabaseError) {
    try run("DELETE FROM message WHERE id = ?", [.text(id)])
  }

  /// Takes a document off every list; how many those were, and the rows of ledgers that named one.
  func deleteExpected(
    _ lookup: LookupValue
  ) throws(DatabaseError) -> (lists: Int, swipes: [Int]) {
    var swipes: [Int] = []
    let listed = try rows("SELECT row FROM expected WHERE lookup IN (?, ?)", lookup.values) {
      row throws(DatabaseError) in try row.integer(0)
    }
    for row in listed {
      swipes += try rows("SELECT row FROM swipe WHERE expected = ?", [.integer(row)]) {
        row throws(DatabaseError) in try row.integer(0)
      }
      try run("UPDATE swipe SET expected = NULL WHERE expected = ?", [.integer(row)])
      try run("DELETE FROM expected WHERE row = ?", [.integer(row)])
    }
    return (listed.count, swipes)
  }

  /// Takes everything of a person away; rows of ledgers stay, and are nobody's.
  func deletePerson(_ person: Int) throws(DatabaseError) {
    let row: [Value] = [.integer(person)]
    try run("UPDATE swipe SET person = NULL, version = NULL WHERE person = ?", row)
    try run("UPDATE swipe SET document = NULL WHERE document = ?", row)
    try run("UPDATE person SET namesake = NULL WHERE namesake = ?", row)
    try run("DELETE FROM link WHERE person = ?1 OR other = ?1", row)
    try run("DELETE FROM conflict WHERE person = ?", row)
    try run(
      "DELETE FROM portal_session WHERE binding IN (SELECT row FROM binding WHERE person = ?)", row)
    try run("DELETE FROM binding WHERE person = ?", row)
    try run("DELETE FROM challenge WHERE person = ?", row)
    try run("DELETE FROM name_key WHERE person = ?", row)
    try run("DELETE FROM reading WHERE person = ?", row)
    try run("DELETE FROM version WHERE person = ?", row)
    try run("DELETE FROM person WHERE row = ?", row)
  }

  /// Some persons after the row `mark`, each with the time of the newest reading.
  func lastReadings(after mark: Int, limit: Int) throws(DatabaseError) -> [LastReading] {
    try rows(
      """
      SELECT row, id, coalesce((SELECT max(read_at) FROM reading WHERE reading.person = person.row), '') FROM person
        WHERE row > ? ORDER BY row LIMIT ?
      """, [.integer(mark), .integer(limit)]
    ) { row throws(DatabaseError) in
      LastReading(row: try row.integer(0), id: try row.text(1), at: try row.text(2))
    }
  }
}

/// When somebody was read last.
struct LastReading {
  var row: Int
  var id: String
  /// "" where there is no reading.
  var at: String
}
