internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import DatabaseKit
internal import SQLiteKit
internal import SealedArchive

/// Looks at an archive, or copies it, over a connection and on a thread of its own.
///
/// It only reads: the log lets it see one moment while others go on writing.
actor ArchiveKeeper: ArchiveKeeping {
  private let executor = ThreadExecutor()
  private nonisolated let folder: ArchiveFolder
  private var database: String { folder.database }
  private var keyFiles: ArchiveKeyFiles { folder.keyFiles }
  nonisolated var backups: String { folder.backups }
  nonisolated var erasedFile: String { folder.erasedFile }
  private nonisolated let flag = CancelFlag()

  init(_ folder: ArchiveFolder) {
    self.folder = folder
  }

  deinit { executor.stop() }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// Ends what is under way; what was asked throws `service.stopping`.
  nonisolated func cancel() { flag.cancel() }

  /// Archives that a restore took out of their place.
  nonisolated func setAside() throws(KioskFailure) -> [String] {
    let names = try toldBySystem(try Files.names(in: folder.path))
    return names.filter { $0.hasPrefix("archive.db.before-") }.map { folder.path + "/" + $0 }
  }

  nonisolated func another() -> any ArchiveKeeping { ArchiveKeeper(folder) }

  /// Returns when nothing is under way.
  func finish() {}

  /// What a check of the archive and of the second place of its trail finds.
  func check() throws(KioskFailure) -> ArchiveReport {
    try wanted { () throws(KioskFailure) in try Self.check(database, keyFiles, heads: folder.headsFile, flag)
    }
  }

  /// Copies the archive of this moment into a new file of the folder `backups`, proven to be whole.
  func backUp(as name: String) throws(KioskFailure) -> ArchiveBackup {
    let path = backups + "/" + name
    try toldBySystem(try Files.makeFolder(backups, mode: 0o700))
    guard !Files.exists(path) else { throw KioskFailure(.backupExists) }
    let draft = path + ".new"
    do throws(KioskFailure) {
      try Self.copy(database, to: draft, flag)
      let report = try wanted { () throws(KioskFailure) in
        try Self.check(draft, keyFiles, heads: nil, flag)
      }
      guard report.isSound else { throw KioskFailure(.archiveDamaged) }
      try toldBySystem(try Files.rename(draft, to: path))
      return ArchiveBackup(path: path, report: report)
    } catch {
      try? ArchiveFolder.removeDraft(draft)
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
    try ArchiveFolder.removeDraft(path)
    try toldBySystem(try Files.write([], to: path, replacing: false))
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
