internal import DatabaseKit
internal import KioskProtocol
internal import LinuxPlatform
internal import SQLiteKit
internal import SealedArchive

/// The file of what waits, and its tables.
enum DeliverySchema {
  /// `PRAGMA application_id`: the letters IDKd.
  private static let applicationID: UInt32 = 0x4944_4B64

  static let countOfSession: StaticString = "SELECT count(*) FROM waiting WHERE session = ?"
  static let insert: StaticString =
    "INSERT INTO waiting (session, batch, since, wrapped, sealed) VALUES (?, ?, ?, ?, ?)"
  static let first: StaticString =
    "SELECT place, session, batch, since, wrapped, sealed FROM waiting WHERE damaged = 0 ORDER BY place LIMIT 1"
  static let setAside: StaticString = "UPDATE waiting SET damaged = 1 WHERE place = ?"
  static let takeBack: StaticString = "UPDATE waiting SET damaged = 0 WHERE damaged = 1"
  static let waits: StaticString = "SELECT EXISTS (SELECT 1 FROM waiting WHERE damaged = 0)"
  static let waitsForBatch: StaticString =
    "SELECT EXISTS (SELECT 1 FROM waiting WHERE damaged = 0 AND batch = ?)"
  static let holds: StaticString = "SELECT EXISTS (SELECT 1 FROM waiting)"
  static let delete: StaticString = "DELETE FROM waiting WHERE session = ?"
  static let summary: StaticString =
    "SELECT count(*), (SELECT since FROM waiting ORDER BY place LIMIT 1), coalesce(sum(damaged), 0) FROM waiting"
  static let page: StaticString =
    "SELECT session, batch, since, damaged FROM waiting ORDER BY place LIMIT ? OFFSET ?"

  /// Batches whose ledgers were looked at last and took cards then.
  static let mostOpenBatches = 64
  static let openBatches: StaticString = "SELECT batch, counters FROM open_batch ORDER BY place"
  static let rememberBatch: StaticString =
    "INSERT OR REPLACE INTO open_batch (place, batch, counters) VALUES ((SELECT coalesce(max(place), 0) + 1 FROM open_batch), ?, ?)"
  static let forgetBatch: StaticString = "DELETE FROM open_batch WHERE batch = ?"
  static let forgetOldBatches: StaticString =
    "DELETE FROM open_batch WHERE place NOT IN (SELECT place FROM open_batch ORDER BY place DESC LIMIT ?)"

  static let keepClerk: StaticString =
    "INSERT OR REPLACE INTO clerk (name, until, wrapped, sealed) VALUES (?, ?, ?, ?)"
  static let forgetOldClerks: StaticString = "DELETE FROM clerk WHERE until <= ?"
  static let clerk: StaticString = "SELECT until, wrapped, sealed FROM clerk WHERE name = ? AND until > ?"
  static let countClerk: StaticString =
    "UPDATE clerk SET wrapped = ?, sealed = ? WHERE name = ? AND until = ?"
  static let countClerkOfCentre: StaticString =
    "UPDATE clerk SET wrapped = ?, sealed = ? WHERE name = ? AND until = ? AND NOT EXISTS (SELECT 1 FROM line WHERE damaged = 0)"
  static let clerkNames: StaticString = "SELECT name FROM clerk ORDER BY name"
  static let forgetClerk: StaticString = "DELETE FROM clerk WHERE name = ?"

  static let addLine: StaticString = "INSERT INTO line (at, wrapped, sealed) VALUES (?, ?, ?)"
  static let lines: StaticString = "SELECT count(*) FROM line WHERE damaged = 0"
  static let firstLine: StaticString =
    "SELECT place, at, wrapped, sealed FROM line WHERE damaged = 0 ORDER BY place LIMIT 1"
  static let setLineAside: StaticString = "UPDATE line SET damaged = 1 WHERE place = ?"
  static let takeLinesBack: StaticString = "UPDATE line SET damaged = 0 WHERE damaged = 1"
  static let deleteLine: StaticString = "DELETE FROM line WHERE place = ?"

  /// Opens the file in `folder`, which is made for its owner only when it is missing.
  static func open(in folder: String) throws(KioskFailure) -> Connection {
    let file = try StateFolder.made(at: folder) + "/outgoing.db"
    // SQLite gives the files beside it the same mode.
    if !Files.exists(file) { try toldBySystem(try Files.write([], to: file, replacing: false)) }
    // An empty one was made by a start that was broken off.
    if let head = try toldBySystem(try Files.head(file, count: DatabaseHeader.size)), !head.isEmpty {
      guard let header = DatabaseHeader(head), header.hasMagic else { throw KioskFailure(.archiveDamaged) }
      guard header.applicationID == applicationID else { throw KioskFailure(.archiveForeign) }
      guard header.userVersion <= UInt32(migrations.count) else { throw KioskFailure(.archiveNewer) }
    }
    do throws(SQLiteError) {
      let db = try Connection(path: file, creating: false)
      try db.migrate(migrations, applicationID: applicationID)
      try db.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON")
      return db
    } catch {
      throw KioskFailure(error)
    }
  }

  private static let migrations: [Migration] = [
    Migration("what waits") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TABLE waiting (
          place INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL UNIQUE, batch TEXT, since TEXT NOT NULL,
          wrapped BLOB NOT NULL, sealed BLOB NOT NULL, damaged INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """)
    },
    Migration("batches that take cards while the centre is away") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TABLE open_batch (place INTEGER PRIMARY KEY, batch TEXT NOT NULL UNIQUE, counters TEXT NOT NULL) STRICT
        """)
    },
    Migration("signing in while the centre is away") { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TABLE clerk (name TEXT PRIMARY KEY, until INTEGER NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL) STRICT;
        CREATE TABLE line (
          place INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, wrapped BLOB NOT NULL, sealed BLOB NOT NULL,
          damaged INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """)
    },
  ]
}

/// A row of the table.
struct WaitingRow {
  var place: Int
  var session: String
  var batch: String?
  var since: String
  var wrapped: [UInt8]
  var sealed: [UInt8]

  init(_ row: Row) throws(DatabaseError) {
    place = try row.integer(0)
    session = try row.text(1)
    batch = try row.optionalText(2)
    since = try row.text(3)
    wrapped = try row.blob(4)
    sealed = try row.blob(5)
  }
}
