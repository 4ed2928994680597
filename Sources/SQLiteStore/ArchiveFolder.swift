internal import KioskProtocol
internal import LinuxPlatform
internal import SQLiteKit
internal import Sealing

/// The state folder with the archive's files, and the order in which they are looked at and made.
///
/// Nothing of an archive that is refused is written to. A new archive appears under its name only when it is whole, and
/// after its key, so that a start broken off anywhere is taken up by the next one.
struct ArchiveFolder {
  private enum Found { case nothing, ours }
  private let path: String
  private var database: String { path + "/archive.db" }
  private var draft: String { path + "/archive.db.new" }
  private var key: String { path + "/archive.key" }

  /// The folder at `path`, made for its owner only when it is missing.
  init(_ path: String) throws(KioskFailure) {
    do throws(SystemError) {
      if !Files.exists(path) {
        try Files.makeFolder(path, mode: 0o700)
        try Files.syncFolder(of: path)
      }
      // SQLite is told to follow no links; links above the state folder are the administrator's business.
      self.path = try Files.resolved(path)
    } catch {
      throw KioskFailure(.startFolderUnusable, detail: Int(error.code))
    }
  }

  /// Opens the archive, made first if there is none; see `SQLiteStore.open` about `rowsAtOnce`.
  func open(rowsAtOnce: Int) throws(KioskFailure) -> OpenArchive {
    let lock = try takeLock()
    let found = try look()
    let keys = try ArchiveKeys(from: try loadKey(mayCreate: found == .nothing))
    if found == .nothing { try create(keys) }
    let db = try told(try Connection(path: database, creating: false))
    try prepare(db)
    try verify(keys, in: db)
    try migrate(db)
    let archive = OpenArchive(db: db, keys: keys, lock: lock)
    try archive.doUpkeep(rowsAtOnce: rowsAtOnce)
    return archive
  }

  private func takeLock() throws(KioskFailure) -> FileLock {
    do throws(SystemError) {
      return try FileLock(path: path + "/archive.lock")
    } catch {
      throw error.code == Errno.wouldBlock ? KioskFailure(.archiveInUse) : KioskFailure(error)
    }
  }

  /// Reads the file's head without SQLite, which would make files beside it.
  private func look() throws(KioskFailure) -> Found {
    guard let bytes = try toldBySystem(try Files.head(database, count: DatabaseHeader.size)) else {
      // Its log without the file: something took the file away, and what the log belongs to is unknown.
      let isOrphaned = Files.exists(database + "-wal") || Files.exists(database + "-journal")
      if isOrphaned { throw KioskFailure(.archiveDamaged) }
      return .nothing
    }
    if bytes.isEmpty { throw KioskFailure(.archiveDamaged) }
    guard let header = DatabaseHeader(bytes), header.applicationID == ArchiveSchema.applicationID else {
      throw KioskFailure(.archiveForeign)
    }
    guard header.hasMagic else { throw KioskFailure(.archiveDamaged) }
    if header.userVersion > UInt32(ArchiveSchema.migrations.count) { throw KioskFailure(.archiveNewer) }
    return .ours
  }

  private func loadKey(mayCreate: Bool) throws(KioskFailure) -> SecretBytes {
    do throws(KeyFile.Refusal) {
      if mayCreate, !Files.exists(key) { try KeyFile.create(key) }
      return try KeyFile.load(key)
    } catch {
      throw KioskFailure(error)
    }
  }

  private func create(_ keys: borrowing ArchiveKeys) throws(KioskFailure) {
    let check = Value.blob(try keys.checkValue())
    do throws(SystemError) {
      for suffix in ["", "-wal", "-shm", "-journal"] { try Files.remove(draft + suffix) }
      // SQLite gives the files beside it the same mode.
      try Files.write([], to: draft, replacing: false)
    } catch {
      throw KioskFailure(error)
    }
    try build(check)
    try toldBySystem(try Files.rename(draft, to: database))
  }

  private func build(_ check: Value) throws(KioskFailure) {
    do throws(SQLiteError) {
      let db = try Connection(path: draft, creating: false)
      // Without a log of its own: the name must carry everything.
      try db.execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA")
      try db.migrate(ArchiveSchema.migrations, applicationID: ArchiveSchema.applicationID)
      try db.run("INSERT INTO archive (row, key_check, key_check_again) VALUES (1, ?1, ?1)", [check])
    } catch {
      throw KioskFailure(error)
    }
  }

  private func prepare(_ db: borrowing Connection) throws(KioskFailure) {
    // A newer program may have been killed before its log reached the file: look again, still without writing.
    try told(try db.keepLogOnClose(true))
    guard try told(try db.schemaVersion()) <= ArchiveSchema.migrations.count else {
      throw KioskFailure(.archiveNewer)
    }
    try told(try db.keepLogOnClose(false))
    do throws(SQLiteError) {
      try db.execute(
        """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON
        """)
    } catch {
      throw KioskFailure(error)
    }
  }

  private func migrate(_ db: borrowing Connection) throws(KioskFailure) {
    do throws(SQLiteError) {
      let steps = try db.migrate(ArchiveSchema.migrations, applicationID: ArchiveSchema.applicationID)
      // An older program reads the version from the file, not from its log.
      if steps > 0 { try db.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    } catch {
      throw KioskFailure(error)
    }
  }

  private func verify(_ keys: borrowing ArchiveKeys, in db: borrowing Connection) throws(KioskFailure) {
    let check = try keys.checkValue()
    let stored: [[[UInt8]]]
    do throws(SQLiteError) {
      stored = try db.rows("SELECT key_check, key_check_again FROM archive") { row throws(SQLiteError) in
        [try row.blob(0), try row.blob(1)]
      }
    } catch {
      // The table is not there, though the file says that it is ours.
      throw error.kind == .statement ? KioskFailure(.archiveDamaged) : KioskFailure(error)
    }
    guard let pair = stored.first, pair[0] == pair[1] else { throw KioskFailure(.archiveDamaged) }
    guard HMACSHA256.isEqual(pair[0], check) else { throw KioskFailure(.archiveKeyWrong) }
  }
}
