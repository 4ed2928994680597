import DatabaseKit
import SQLiteKit

/// Damage that a check must find.
enum PlantedFault: String, Sendable {
  case lost, double

  /// Takes a reading and its row of the ledger out of the archive, or puts another one of each into it.
  func plant(in state: String) throws {
    let db = try Connection(path: state + "/archive.db", creating: false)
    switch self {
    case .lost:
      try db.execute(
        """
        DELETE FROM swipe WHERE row = (SELECT max(row) FROM swipe WHERE mark = 'filed');
        DELETE FROM reading WHERE row = (SELECT max(row) FROM reading);
        """)
    case .double:
      try db.execute(
        """
        DROP INDEX swipe_counted;
        CREATE TEMP TABLE copied AS SELECT * FROM swipe WHERE mark = 'filed' LIMIT 1;
        UPDATE copied SET row = (SELECT max(row) + 1 FROM swipe);
        INSERT INTO swipe SELECT * FROM copied;
        """)
    }
  }
}
