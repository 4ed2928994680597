internal import KioskProtocol
internal import LinuxPlatform
internal import DatabaseKit
internal import SQLiteKit
internal import SealedArchive
internal import Sealing

/// The state folder with the archive's files, and the order in which they are looked at and made.
///
/// Nothing of an archive that is refused is written to. A new archive appears under its name only when it is whole, and
/// after its keys, so that a start broken off anywhere is taken up by the next one.
struct ArchiveFolder {
  enum Found { case nothing, ours }
  let path: String
  let keyFiles: ArchiveKeyFiles
  var database: String { path + "/archive.db" }
  /// The second place of the audit trail's heads.
  var headsFile: String { path + "/archive.audit" }
  /// The second place of what is left of erased persons.
  var erasedFile: String { path + "/archive.erased" }
  /// Where backups are made.
  var backups: String { path + "/backups" }
  var draft: String { path + "/archive.db.new" }

  /// The folder at `path`, made for its owner only when it is missing; `credentials` is systemd's folder of them.
  init(_ path: String, credentials: String?) throws(KioskFailure) {
    self.path = try StateFolder.made(at: path)
    keyFiles = ArchiveKeyFiles(folder: self.path, credentials: credentials)
  }

  /// Opens the archive, made first if there is none; see `SQLiteStore.open` about `rowsAtOnce`.
  func open(
    rowsAtOnce: Int, progress: (_ task: String, _ row: Int) -> Void = { _, _ in }
  ) throws(KioskFailure) -> OpenArchive {
    let lock = try takeLock()
    if try look(at: database) == .nothing {
      // It is begun when there is an archive, and never taken away before: where it lies alone, the archive was.
      guard !Files.exists(headsFile) else { throw KioskFailure(.archiveMissing) }
      try keyFiles.adoptSingle()
      for purpose in ArchiveKeyFiles.Purpose.allCases { try keyFiles.create(purpose, 1) }
      try create()
    }
    // Of a restore that was broken off: whoever is erased must not stay in it.
    try Self.removeDraft(draft)
    let archive = try openFile(database, hasHeads: true, lock: lock)
    try archive.doUpkeep(rowsAtOnce: rowsAtOnce, progress: progress)
    try archive.settleHeads()
    try archive.settleErased(erasedFile)
    try archive.settleBackups(backups)
    return archive
  }

  /// Opens an archive file that was looked at, and brings its tables up to the present version.
  func openFile(
    _ file: String, hasHeads: Bool, lock: consuming FileLock? = nil
  ) throws(KioskFailure) -> OpenArchive {
    let db = try told(try Connection(path: file, creating: false))
    try prepare(db)
    if try told(try db.schemaVersion()) < ArchiveSchema.firstWithKeys {
      try db.proveSingleKey(keyFiles)
      // Before the tables know of them: whatever is broken off here finds both again.
      try keyFiles.adoptSingle()
      try keyFiles.create(.wrapping, 1)
    } else {
      _ = try db.lookupKeys(keyFiles)
      _ = try db.wrappingKeys(keyFiles)
    }
    try migrate(db)
    try db.takeOverKeys(keyFiles)
    let keys = try db.archiveKeys(keyFiles)
    let heads = hasHeads ? try TrailHeads(path: headsFile, keys: keys.own) : nil
    return OpenArchive(db: db, keys: keys, keyFiles: keyFiles, heads: heads, lock: lock)
  }

  /// Which version the file has, as its head says.
  func version() throws(KioskFailure) -> Int {
    let head = try toldBySystem(try Files.head(database, count: DatabaseHeader.size))
    return head.flatMap { DatabaseHeader($0) }.map { Int($0.userVersion) } ?? 0
  }

  /// Somebody who looks after the archive here.
  func keeper() -> ArchiveKeeper { ArchiveKeeper(self) }

  func takeLock() throws(KioskFailure) -> FileLock {
    do throws(SystemError) {
      return try FileLock(path: path + "/archive.lock")
    } catch {
      throw error.code == Errno.wouldBlock ? KioskFailure(.archiveInUse) : KioskFailure(error)
    }
  }

  /// Reads the file's head without SQLite, which would make files beside it.
  func look(at database: String) throws(KioskFailure) -> Found {
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

  /// Takes a file away that was to become an archive, with what SQLite makes beside it.
  static func removeDraft(_ draft: String) throws(KioskFailure) {
    for suffix in ["", "-wal", "-shm", "-journal"] { _ = try toldBySystem(try Files.remove(draft + suffix)) }
  }

  private func create() throws(KioskFailure) {
    try Self.removeDraft(draft)
    do throws(SystemError) {
      // SQLite gives the files beside it the same mode.
      try Files.write([], to: draft, replacing: false)
    } catch {
      throw KioskFailure(error)
    }
    try build()
    try toldBySystem(try Files.rename(draft, to: database))
  }

  private func build() throws(KioskFailure) {
    let db = try told(try Connection(path: draft, creating: false))
    do throws(SQLiteError) {
      // Without a log of its own: the name must carry everything.
      try db.execute("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA")
      try db.migrate(ArchiveSchema.migrations, applicationID: ArchiveSchema.applicationID)
    } catch {
      throw KioskFailure(error)
    }
    try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      try db.insertFirstKeys(keyFiles)
    }
  }

  private func prepare(_ db: Connection) throws(KioskFailure) {
    // A newer program may have been killed before its log reached the file: look again, still without writing.
    try told(try db.keepLogOnClose(true))
    guard try told(try db.schemaVersion()) <= ArchiveSchema.migrations.count else {
      throw KioskFailure(.archiveNewer)
    }
    try told(try db.keepLogOnClose(false))
    try told(
      try db.execute(
        """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON
        """))
  }

  private func migrate(_ db: Connection) throws(KioskFailure) {
    do throws(SQLiteError) {
      let steps = try db.migrate(ArchiveSchema.migrations, applicationID: ArchiveSchema.applicationID)
      // An older program reads the version from the file, not from its log.
      if steps > 0 { try db.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    } catch {
      throw KioskFailure(error)
    }
  }
}
