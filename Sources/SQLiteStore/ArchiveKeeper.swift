internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import SQLiteKit

/// Looks at an archive, or copies it, over a connection and on a thread of its own.
///
/// It only reads: the log lets it see one moment while others go on writing.
actor ArchiveKeeper {
  private let executor = ThreadExecutor()
  private let database: String
  private let keyFiles: ArchiveKeyFiles
  private nonisolated let flag = CancelFlag()

  init(database: String, keyFiles: ArchiveKeyFiles) {
    self.database = database
    self.keyFiles = keyFiles
  }

  deinit { executor.stop() }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// Ends what is under way; what was asked throws `service.stopping`.
  nonisolated func cancel() { flag.cancel() }

  /// Returns when nothing is under way.
  func finish() {}

  /// What a check of the archive finds; `heads` is the second place of its trail.
  func check(heads: String?) throws(KioskFailure) -> ArchiveReport {
    try wanted { () throws(KioskFailure) in try Self.check(database, keyFiles, heads: heads, flag) }
  }

  /// A copy that was proven to be whole.
  func backUp(to path: String) throws(KioskFailure) -> ArchiveReport {
    guard !Files.exists(path) else { throw KioskFailure(.backupExists) }
    let draft = path + ".new"
    do throws(KioskFailure) {
      try Self.copy(database, to: draft, flag)
      let report = try wanted { () throws(KioskFailure) in
        try Self.check(draft, keyFiles, heads: nil, flag)
      }
      guard report.isSound else { throw KioskFailure(.archiveDamaged) }
      try toldBySystem(try Files.rename(draft, to: path))
      return report
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { _ = try? Files.remove(draft + suffix) }
      throw error
    }
  }

  /// Whether one of these runs of bytes stands in the archive's file.
  func holds(_ needles: [[UInt8]]) throws(KioskFailure) -> Bool {
    try toldBySystem(try Files.holds(database, anyOf: needles))
  }

  private func wanted(
    _ body: () throws(KioskFailure) -> ArchiveReport
  ) throws(KioskFailure) -> ArchiveReport {
    if flag.isCancelled { throw KioskFailure(.serviceStopping) }
    let report = try body()
    if flag.isCancelled { throw KioskFailure(.serviceStopping) }
    return report
  }

  /// Copies one archive file over a new one.
  static func copy(
    _ database: String, to path: String, _ flag: CancelFlag
  ) throws(KioskFailure) {
    do throws(SystemError) {
      for suffix in ["", "-journal", "-wal", "-shm"] { try Files.remove(path + suffix) }
      try Files.write([], to: path, replacing: false)
    } catch {
      throw KioskFailure(error)
    }
    let db = try told(try Connection(path: database, creating: false))
    try told(try db.backUp(to: path) { _, _ in !flag.isCancelled })
  }

  /// What a check of an archive file finds.
  static func check(
    _ path: String, _ keyFiles: ArchiveKeyFiles, heads: String?, _ flag: CancelFlag
  ) throws(KioskFailure) -> ArchiveReport {
    let db = try told(try Connection(path: path, creating: false))
    db.end(when: flag)
    guard try told(try db.schemaVersion()) == ArchiveSchema.migrations.count else {
      throw KioskFailure(.archiveForeign)
    }
    let keys = try db.archiveKeys(keyFiles)
    let file = try heads.map { path throws(KioskFailure) in try TrailHeads(path: path, keys: keys.own) }
    return try OpenArchive(db: db, keys: keys, keyFiles: keyFiles, heads: file).check(flag)
  }
}
