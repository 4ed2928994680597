internal import DatabaseKit

/// Rows by their numbers, for a check of everything.
extension Database {
  func rowNumbers(of table: String, after row: Int, limit: Int) throws(DatabaseError) -> [Int] {
    let sql: StaticString =
      switch table {
      case "person": "SELECT row FROM person WHERE row > ? ORDER BY row LIMIT ?"
      case "conflict": "SELECT row FROM conflict WHERE row > ? ORDER BY row LIMIT ?"
      case "unconfirmed": "SELECT row FROM unconfirmed WHERE row > ? ORDER BY row LIMIT ?"
      case "batch": "SELECT row FROM batch WHERE row > ? ORDER BY row LIMIT ?"
      case "expected": "SELECT row FROM expected WHERE row > ? ORDER BY row LIMIT ?"
      default: "SELECT row FROM message WHERE row > ? ORDER BY row LIMIT ?"
      }
    return try numbers(sql, [.integer(row), .integer(limit)])
  }

  func session(ofConflict row: Int) throws(DatabaseError) -> String? {
    try rows("SELECT session FROM conflict WHERE row = ?", [.integer(row)]) { row throws(DatabaseError) in
      try row.text(0)
    }.first
  }

  func lookup(ofExpected row: Int) throws(DatabaseError) -> [UInt8] {
    try rows("SELECT lookup FROM expected WHERE row = ?", [.integer(row)]) { row throws(DatabaseError) in
      try row.blob(0)
    }.first ?? []
  }

  /// A message that still has its text.
  func sealedMessage(_ row: Int) throws(DatabaseError) -> (id: String, sealed: [UInt8])? {
    try rows("SELECT id, sealed FROM message WHERE row = ? AND sealed IS NOT NULL", [.integer(row)]) {
      row throws(DatabaseError) in (try row.text(0), try row.blob(1))
    }.first
  }

  func bindingRows(of person: Int) throws(DatabaseError) -> [Int] {
    try numbers("SELECT row FROM binding WHERE person = ?", [.integer(person)])
  }

  func challengeRows(of person: Int) throws(DatabaseError) -> [Int] {
    try numbers("SELECT row FROM challenge WHERE person = ?", [.integer(person)])
  }

  private func numbers(
    _ sql: StaticString, _ arguments: [Value]
  ) throws(DatabaseError) -> [Int] {
    try rows(sql, arguments) { row throws(DatabaseError) in try row.integer(0) }
  }
}
