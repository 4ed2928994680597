internal import SQLiteKit

/// A row of the table `backup`.
struct BackupRow {
  var row: Int
  var name: String
  var madeAt: String
  /// The newest reading that it can have; `nil` where nothing is known.
  var lastReading: Int?
}

extension Connection {
  /// Every backup that is remembered, the oldest first.
  borrowing func backups() throws(SQLiteError) -> [BackupRow] {
    try rows("SELECT row, name, made_at, last_reading FROM backup ORDER BY made_at, row") {
      row throws(SQLiteError) in
      BackupRow(
        row: try row.integer(0), name: try row.text(1), madeAt: try row.text(2),
        lastReading: try row.optionalInteger(3))
    }
  }

  /// Remembers a backup before there is one; its row.
  borrowing func insertBackup(_ name: String, at: String) throws(SQLiteError) -> Int {
    try run("INSERT INTO backup (name, made_at) VALUES (?, ?)", [.text(name), .text(at)])
    return lastRow()
  }

  /// Notes that a backup is done: whoever is filed from now on is not in it.
  borrowing func finishBackup(_ row: Int) throws(SQLiteError) {
    try run(
      "UPDATE backup SET last_reading = (SELECT coalesce(max(row), 0) FROM reading) WHERE row = ?",
      [.integer(row)])
  }

  borrowing func deleteBackup(_ row: Int) throws(SQLiteError) {
    try run("DELETE FROM backup WHERE row = ?", [.integer(row)])
  }
}
