internal import DatabaseKit

/// A row of the table `backup`.
struct BackupRow {
  var row: Int
  var name: String
  var madeAt: String
  /// The newest reading that it can have; `nil` where nothing is known.
  var lastReading: Int?
}

extension Database {
  /// Every backup that is remembered, the oldest first.
  func backups() throws(DatabaseError) -> [BackupRow] {
    try rows("SELECT row, name, made_at, last_reading FROM backup ORDER BY made_at, row") {
      row throws(DatabaseError) in
      BackupRow(
        row: try row.integer(0), name: try row.text(1), madeAt: try row.text(2),
        lastReading: try row.optionalInteger(3))
    }
  }

  /// Remembers a backup before there is one; its row.
  func insertBackup(_ name: String, at: String) throws(DatabaseError) -> Int {
    try insert("INSERT INTO backup (name, made_at) VALUES (?, ?)", [.text(name), .text(at)])
  }

  /// Notes that a backup is done: whoever is filed from now on is not in it.
  func finishBackup(_ row: Int) throws(DatabaseError) {
    try run(
      "UPDATE backup SET last_reading = (SELECT coalesce(max(row), 0) FROM reading) WHERE row = ?",
      [.integer(row)])
  }

  func deleteBackup(_ row: Int) throws(DatabaseError) {
    try run("DELETE FROM backup WHERE row = ?", [.integer(row)])
  }
}
