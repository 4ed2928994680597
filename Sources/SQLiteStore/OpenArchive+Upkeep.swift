internal import KioskProtocol
internal import SQLiteKit

/// What a migration leaves to somebody with the keys: done in steps, each a transaction, and taken up where a start was
/// broken off.
extension OpenArchive {
  /// Does all that is due, so many rows in a transaction; blocks until it is done.
  func doUpkeep(rowsAtOnce count: Int) throws(KioskFailure) {
    while let done = try upkeep("names") { try indexNames(after: done, count) }
  }

  /// How far a task got; `nil` when it is done.
  private func upkeep(_ task: String) throws(KioskFailure) -> Int? {
    try told(
      try db.rows("SELECT done FROM upkeep WHERE task = ?", [.text(task)]) { row throws(SQLiteError) in
        try row.integer(0)
      }
    ).first
  }

  private func setUpkeep(_ task: String, done: Int?) throws(KioskFailure) {
    if let done {
      try told(
        try db.run("UPDATE upkeep SET done = ? WHERE task = ?", [.integer(done), .text(task)]))
    } else {
      try told(try db.run("DELETE FROM upkeep WHERE task = ?", [.text(task)]))
    }
  }

  private func indexNames(after done: Int, _ count: Int) throws(KioskFailure) {
    try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      let rows = try told(
        try db.rows(
          """
          SELECT version.row, number, sealed, person.row, id, lookup, current FROM version
            JOIN person ON person.row = version.person WHERE version.row > ? ORDER BY version.row LIMIT ?
          """, [.integer(done), .integer(count)]
        ) { row throws(SQLiteError) in
          let person = PersonRow(
            row: try row.integer(3), id: try row.text(4), lookup: try row.blob(5), current: try row.integer(6)
          )
          return (
            try row.integer(0), VersionRow(number: try row.integer(1), sealed: try row.blob(2)), person
          )
        })
      for (_, version, person) in rows {
        // One damaged version must not keep the others from being found.
        guard let content = try? self.content(version, of: person) else { continue }
        try self.noteNames(of: content.document, person: person.row)
      }
      try self.setUpkeep("names", done: rows.last?.0)
    }
  }
}
