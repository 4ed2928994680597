internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import SealedArchive

/// Looks at an archive on PostgreSQL over a connection and on a thread of its own; it sees one moment of it.
actor CentreKeeper: ArchiveKeeping {
  private let executor = ThreadExecutor()
  private nonisolated let folder: CentreFolder
  nonisolated var erasedFile: String { folder.erasedFile }
  /// None are made here.
  nonisolated var backups: String { folder.path + "/backups" }
  private nonisolated let flag = CancelFlag()

  init(_ folder: CentreFolder) { self.folder = folder }

  deinit { executor.stop() }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// Ends what is under way; what was asked throws `service.stopping`.
  nonisolated func cancel() { flag.cancel() }

  /// A window puts no other archive in the centre's place.
  nonisolated func setAside() -> [String] { [] }

  nonisolated func another() -> any ArchiveKeeping { CentreKeeper(folder) }

  /// The centre's files are not here: takes deleted rows out of the tables instead, where this window may.
  func holds(_ needles: [[UInt8]]) throws(KioskFailure) -> Bool {
    try !folder.clean()
  }

  /// Returns when nothing is under way.
  func finish() {}

  /// What a check of everything finds.
  func check() throws(KioskFailure) -> ArchiveReport {
    if flag.isCancelled { throw KioskFailure(.serviceStopping) }
    let report = try folder.openForCheck().check(flag)
    if flag.isCancelled { throw KioskFailure(.serviceStopping) }
    return report
  }

  /// A window has no copy of the centre to make: PostgreSQL's own tools make it there.
  func backUp(as name: String) throws(KioskFailure) -> ArchiveBackup { throw KioskFailure(.backupAtCentre) }
}
