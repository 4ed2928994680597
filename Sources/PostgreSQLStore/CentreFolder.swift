internal import DatabaseKit
internal import KioskProtocol
internal import LinuxPlatform
internal import PostgreSQLKit
internal import SealedArchive

/// What a window keeps of an archive that lies on PostgreSQL: its keys, the second place of the audit trail, a lock.
struct CentreFolder {
  let path: String
  let server: String
  let limits: PostgreSQLLimits
  /// The window whose messages are sent from here; `nil` for those of all.
  var window: String?
  let keyFiles: ArchiveKeyFiles
  /// The second place of the audit trail's heads.
  var headsFile: String { path + "/centre.audit" }

  /// The second place of what is left of erased persons.
  var erasedFile: String { path + "/centre.erased" }

  init(
    _ path: String, server: String, limits: PostgreSQLLimits, credentials: String?
  ) throws(KioskFailure) {
    self.server = server
    self.limits = limits
    self.path = try StateFolder.made(at: path)
    keyFiles = ArchiveKeyFiles(folder: self.path, credentials: credentials)
  }

  /// Opens the archive; throws what is wrong with it or with the keys, and changes nothing then.
  func open() throws(KioskFailure) -> OpenArchive {
    let lock = try takeLock()
    let db = try connect()
    try look(at: db)
    let archive = try openArchive(over: db, lock: lock)
    try archive.settleHeads()
    try archive.settleErased(erasedFile)
    return archive
  }

  /// Makes this window, whose folder has the keys, ready for the archive that is there.
  func join() throws(KioskFailure) {
    let lock = try takeLock()
    try begin(over: try connect(), lock)
  }

  /// Makes the tables and the first keys; a window that has the keys of an archive that is there joins it.
  func initialize() throws(KioskFailure) {
    let lock = try takeLock()
    let db = try told(try PostgreSQLConnection(server, limits: limits))
    if try told(try CentreSchema.version(in: db)) == nil {
      for purpose in ArchiveKeyFiles.Purpose.allCases { try keyFiles.create(purpose, 1) }
      try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
        // Two who do it at once: the second one finds it done.
        guard try told(try CentreSchema.version(in: db)) == nil else { return }
        try told(try CentreSchema.migrate(db, from: nil))
        try db.insertFirstKeys(keyFiles)
      }
    }
    try begin(over: db, lock)
  }

  private func begin(over db: PostgreSQLConnection, _ lock: consuming FileLock) throws(KioskFailure) {
    try look(at: db)
    try openArchive(over: db, lock: lock).beginHeads()
  }

  /// Brings the tables up to the present version; which they had.
  func migrate() throws(KioskFailure) -> Int {
    let lock = try takeLock()
    let db = try connect()
    let version = try told(try CentreSchema.version(in: db)) ?? 0
    try look(at: db)
    _ = consume lock
    return version
  }

  /// An archive that is looked at over a connection of its own.
  func openForCheck() throws(KioskFailure) -> OpenArchive {
    let db = try connect()
    try told(try db.beginReading())
    return try openArchive(over: db)
  }

  /// Takes deleted rows out of the tables; false where somebody still sees them.
  func clean() throws(KioskFailure) -> Bool {
    let db = try connect()
    return try told(try db.clean())
  }

  private func connect() throws(KioskFailure) -> PostgreSQLConnection {
    let db = try told(try PostgreSQLConnection(server, limits: limits))
    guard try told(try CentreSchema.version(in: db)) != nil else { throw KioskFailure(.archiveCentreEmpty) }
    return db
  }

  /// Brings the tables up to the present version, when the keys are the right ones.
  private func look(at db: PostgreSQLConnection) throws(KioskFailure) {
    let version = try told(try CentreSchema.version(in: db)) ?? 0
    guard version <= CentreSchema.migrations.count else { throw KioskFailure(.archiveNewer) }
    _ = try db.archiveKeys(keyFiles)
    guard version < CentreSchema.migrations.count else { return }
    try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      try told(try CentreSchema.migrate(db, from: try CentreSchema.version(in: db)))
    }
  }

  private func openArchive(
    over db: PostgreSQLConnection, lock: consuming FileLock? = nil
  ) throws(KioskFailure) -> OpenArchive {
    let keys = try db.archiveKeys(keyFiles)
    let heads = try TrailHeads(path: headsFile, keys: keys.own)
    // One row that hardly ever changes: nothing else waits for this table.
    db.pass(through: "archive")
    return OpenArchive(db: db, keys: keys, keyFiles: keyFiles, heads: heads, window: window, lock: lock)
  }

  private func takeLock() throws(KioskFailure) -> FileLock {
    do throws(SystemError) {
      return try FileLock(path: path + "/archive.lock")
    } catch {
      throw error.code == Errno.wouldBlock ? KioskFailure(.archiveInUse) : KioskFailure(error)
    }
  }
}
