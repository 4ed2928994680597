internal import DatabaseKit

/// Tables with plain columns that nothing seals: each row has a mark over all of them.
enum BoundTable: String, CaseIterable {
  case swipe, batch, clerk, setting
}

/// A row of one of them.
struct BoundRow {
  /// The row's number, or the name or key that it is found by.
  var id: String
  /// Every column that the mark is over.
  var parts: [String?]
  /// One more, where it is bytes.
  var bytes: [UInt8] = []
  var mark: [UInt8]
}

extension Database {
  /// The rows after one with the number or the name `last`, in their order.
  func bound(_ table: BoundTable, after last: Value, limit: Int) throws(DatabaseError) -> [BoundRow] {
    let page: [Value] = [last, .integer(limit)]
    switch table {
    case .swipe:
      return try rows(
        """
        SELECT CAST(row AS TEXT), CAST(batch AS TEXT), at, window, actor, session, CAST(document AS TEXT),
          CAST(expected AS TEXT), CAST(person AS TEXT), CAST(version AS TEXT), mark, outcome, reason,
          CAST(is_expired AS TEXT), removed_at, bound FROM swipe WHERE row > ? ORDER BY row LIMIT ?
        """, page
      ) { row throws(DatabaseError) in try Self.bound(row, columns: 15) }
    case .batch:
      return try rows(
        """
        SELECT CAST(row AS TEXT), window, name, enterprise_name, enterprise_code, state,
          CAST(wrong_codes AS TEXT), opened_at, opened_by, closed_at, bound, code
          FROM batch WHERE row > ? ORDER BY row LIMIT ?
        """, page
      ) { row throws(DatabaseError) in
        var bound = try Self.bound(row, columns: 10)
        bound.bytes = try row.blob(11)
        return bound
      }
    case .clerk:
      return try rows(
        """
        SELECT name, CAST(row AS TEXT), display_name, role, windows, password, CAST(is_locked AS TEXT),
          CAST(wrong AS TEXT), wrong_at, made_at, changed_at, bound FROM clerk WHERE name > ? ORDER BY name LIMIT ?
        """, page
      ) { row throws(DatabaseError) in try Self.bound(row, columns: 11) }
    case .setting:
      return try rows(
        "SELECT key, value, bound FROM setting WHERE key > ? ORDER BY key LIMIT ?", page
      ) { row throws(DatabaseError) in try Self.bound(row, columns: 2) }
    }
  }

  func setBound(_ mark: [UInt8], _ table: BoundTable, _ id: Value) throws(DatabaseError) {
    let sql: StaticString =
      switch table {
      case .swipe: "UPDATE swipe SET bound = ? WHERE row = ?"
      case .batch: "UPDATE batch SET bound = ? WHERE row = ?"
      case .clerk: "UPDATE clerk SET bound = ? WHERE name = ?"
      case .setting: "UPDATE setting SET bound = ? WHERE key = ?"
      }
    try run(sql, [.blob(mark), id])
  }

  /// The rows of ledgers that have something to do with a person.
  func swipes(about person: Int) throws(DatabaseError) -> [Int] {
    try rows("SELECT row FROM swipe WHERE person = ?1 OR document = ?1", [.integer(person)]) {
      row throws(DatabaseError) in try row.integer(0)
    }
  }

  /// The rows of ledgers of a card session.
  func swipes(in session: String) throws(DatabaseError) -> [Int] {
    try rows("SELECT row FROM swipe WHERE session = ?", [.text(session)]) { row throws(DatabaseError) in
      try row.integer(0)
    }
  }

  private static func bound(_ row: Row, columns: Int) throws(DatabaseError) -> BoundRow {
    var parts: [String?] = []
    for column in 0..<columns { parts.append(try row.optionalText(column)) }
    return BoundRow(id: try row.text(0), parts: parts, mark: try row.blob(columns))
  }
}
