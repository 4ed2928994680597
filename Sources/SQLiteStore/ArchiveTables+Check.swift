internal import SQLiteKit

/// Rows by their numbers, for a check of everything.
extension Connection {
  borrowing func rowNumbers(of table: String, after row: Int, limit: Int) throws(SQLiteError) -> [Int] {
    let sql: StaticString =
      switch table {
      case "person": "SELECT row FROM person WHERE row > ? ORDER BY row LIMIT ?"
      case "conflict": "SELECT row FROM conflict WHERE row > ? ORDER BY row LIMIT ?"
      case "batch": "SELECT row FROM batch WHERE row > ? ORDER BY row LIMIT ?"
      case "expected": "SELECT row FROM expected WHERE row > ? ORDER BY row LIMIT ?"
      default: "SELECT row FROM message WHERE row > ? ORDER BY row LIMIT ?"
      }
    return try numbers(sql, [.integer(row), .integer(limit)])
  }

  borrowing func session(ofConflict row: Int) throws(SQLiteError) -> String? {
    try rows("SELECT session FROM conflict WHERE row = ?", [.integer(row)]) { row throws(SQLiteError) in
      try row.text(0)
    }.first
  }

  borrowing func lookup(ofExpected row: Int) throws(SQLiteError) -> [UInt8] {
    try rows("SELECT lookup FROM expected WHERE row = ?", [.integer(row)]) { row throws(SQLiteError) in
      try row.blob(0)
    }.first ?? []
  }

  /// A message that still has its text.
  borrowing func sealedMessage(_ row: Int) throws(SQLiteError) -> (id: String, sealed: [UInt8])? {
    try rows("SELECT id, sealed FROM message WHERE row = ? AND sealed IS NOT NULL", [.integer(row)]) {
      row throws(SQLiteError) in (try row.text(0), try row.blob(1))
    }.first
  }

  borrowing func bindingRows(of person: Int) throws(SQLiteError) -> [Int] {
    try numbers("SELECT row FROM binding WHERE person = ?", [.integer(person)])
  }

  borrowing func challengeRows(of person: Int) throws(SQLiteError) -> [Int] {
    try numbers("SELECT row FROM challenge WHERE person = ?", [.integer(person)])
  }

  private borrowing func numbers(
    _ sql: StaticString, _ arguments: [Value]
  ) throws(SQLiteError) -> [Int] {
    try rows(sql, arguments) { row throws(SQLiteError) in try row.integer(0) }
  }
}
