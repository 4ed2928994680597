internal import DatabaseKit

/// A row of the table `batch`.
struct BatchRow {
  var row: Int
  var window: String
  var name: String
  var enterpriseName: String
  var enterpriseCode: String
  /// Sealed; empty where nobody was named.
  var broughtBy: [UInt8]
  var state: String
  var code: [UInt8]
  var wrongCodes: Int
  var openedAt: String
  var openedBy: String
  var closedAt: String?
}

/// A row of the table `expected`.
struct ExpectedRow {
  var row: Int
  var batch: Int
  var sealed: [UInt8]
}

extension Database {
  /// Adds a batch; its row.
  func insertBatch(_ batch: BatchRow) throws(DatabaseError) -> Int {
    try insert(
      """
      INSERT INTO batch (window, name, enterprise_name, enterprise_code, state, code, opened_at, opened_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(batch.window), .text(batch.name), .text(batch.enterpriseName), .text(batch.enterpriseCode),
        .text(batch.state), .blob(batch.code), .text(batch.openedAt), .text(batch.openedBy),
      ])
  }

  /// What is sealed and hashed for its row is known once there is a row.
  func setSecrets(
    ofBatch row: Int, broughtBy: [UInt8]?, code: [UInt8]
  ) throws(DatabaseError) {
    try run(
      "UPDATE batch SET brought_by = ?, code = ? WHERE row = ?",
      [broughtBy.map { .blob($0) } ?? .null, .blob(code), .integer(row)])
  }

  func batch(_ row: Int) throws(DatabaseError) -> BatchRow? {
    try rows(
      """
      SELECT row, window, name, enterprise_name, enterprise_code, coalesce(brought_by, x''), state, code,
        wrong_codes, opened_at, opened_by, closed_at FROM batch WHERE row = ?
      """, [.integer(row)], make: Self.batch
    ).first
  }

  /// A page, the newest first; of one opener where that is not NULL.
  func batches(openedBy opener: String?, offset: Int, limit: Int) throws(DatabaseError) -> [BatchRow] {
    try rows(
      """
      SELECT row, window, name, enterprise_name, enterprise_code, coalesce(brought_by, x''), state, code,
        wrong_codes, opened_at, opened_by, closed_at FROM batch WHERE opened_by = ?1 OR ?1 IS NULL
        ORDER BY row DESC LIMIT ?2 OFFSET ?3
      """, [.optional(opener), .integer(limit), .integer(offset)], make: Self.batch)
  }

  func setState(_ state: String, closedAt: String?, ofBatch row: Int) throws(DatabaseError) {
    try run(
      "UPDATE batch SET state = ?, closed_at = ? WHERE row = ?",
      [.text(state), .optional(closedAt), .integer(row)])
  }

  func setCode(_ code: [UInt8], ofBatch row: Int) throws(DatabaseError) {
    try run("UPDATE batch SET code = ?, wrong_codes = 0 WHERE row = ?", [.blob(code), .integer(row)])
  }

  func setWrongCodes(_ count: Int, ofBatch row: Int) throws(DatabaseError) {
    try run("UPDATE batch SET wrong_codes = ? WHERE row = ?", [.integer(count), .integer(row)])
  }

  /// Adds a person on a list; its row, for which the rest is sealed.
  func insertExpected(lookup: [UInt8], batch: Int) throws(DatabaseError) -> Int {
    try insert(
      "INSERT INTO expected (batch, lookup, sealed) VALUES (?, ?, x'')", [.integer(batch), .blob(lookup)])
  }

  func setSealed(_ sealed: [UInt8], ofExpected row: Int) throws(DatabaseError) {
    try run("UPDATE expected SET sealed = ? WHERE row = ?", [.blob(sealed), .integer(row)])
  }

  func expected(lookup: LookupValue, batch: Int) throws(DatabaseError) -> ExpectedRow? {
    try rows(
      "SELECT row, batch, sealed FROM expected WHERE lookup IN (?, ?) AND batch = ?",
      lookup.values + [.integer(batch)], make: Self.expected
    ).first
  }

  func expected(row: Int) throws(DatabaseError) -> ExpectedRow? {
    try rows(
      "SELECT row, batch, sealed FROM expected WHERE row = ?", [.integer(row)], make: Self.expected
    ).first
  }

  /// A page of the people on the list whose card was not swiped.
  func missing(of batch: Int, offset: Int, limit: Int) throws(DatabaseError) -> [ExpectedRow] {
    try rows(
      """
      SELECT row, batch, sealed FROM expected WHERE batch = ? AND NOT EXISTS
        (SELECT 1 FROM swipe WHERE removed_at IS NULL AND expected = expected.row)
        ORDER BY row LIMIT ? OFFSET ?
      """, [.integer(batch), .integer(limit), .integer(offset)], make: Self.expected)
  }

  /// How many people the list has.
  func expectedCount(of batch: Int) throws(DatabaseError) -> Int {
    try integer("SELECT count(*) FROM expected WHERE batch = ?", [.integer(batch)])
  }

  /// How many people of the list were swiped.
  func foundCount(of batch: Int) throws(DatabaseError) -> Int {
    try integer(
      """
      SELECT count(*) FROM expected WHERE batch = ? AND EXISTS
        (SELECT 1 FROM swipe WHERE removed_at IS NULL AND expected = expected.row)
      """, [.integer(batch)])
  }

  private static func batch(_ row: Row) throws(DatabaseError) -> BatchRow {
    BatchRow(
      row: try row.integer(0), window: try row.text(1), name: try row.text(2),
      enterpriseName: try row.text(3), enterpriseCode: try row.text(4), broughtBy: try row.blob(5),
      state: try row.text(6), code: try row.blob(7), wrongCodes: try row.integer(8),
      openedAt: try row.text(9), openedBy: try row.text(10), closedAt: try row.optionalText(11))
  }

  private static func expected(_ row: Row) throws(DatabaseError) -> ExpectedRow {
    ExpectedRow(row: try row.integer(0), batch: try row.integer(1), sealed: try row.blob(2))
  }
}
