public import KioskProtocol

/// Looking after an archive while it is in use, on a thread of its own: nobody at the counter waits for it.
public protocol KeepingStore: Sendable {
  /// Looks at all there is.
  func check() async throws(KioskFailure) -> ArchiveReport
  /// Copies the archive of this moment into a new file, and opens and checks the copy before it gets its name.
  ///
  /// Throws `backup.exists`, and `archive.damaged` where the copy is not sound: then no file is left.
  func backUp(as name: String, by entry: AuditEntry) async throws(KioskFailure) -> ArchiveBackup
  /// Some of those on file after the one with the number `mark`, the one filed first first.
  func persons(after mark: Int, limit: Int) async throws(KioskFailure) -> LastReadPage
  /// Where a work that is done in parts stands; `nil` where none is under way.
  func progress(of work: String) async throws(KioskFailure) -> Int?
  /// Notes where it stands; `nil` when it is done.
  func setProgress(of work: String, to mark: Int?) async throws(KioskFailure)
}

/// A backup that was opened and found whole.
public struct ArchiveBackup: Equatable, Sendable {
  /// Where it lies.
  public var path: String
  /// What is in it.
  public var report: ArchiveReport

  /// A backup.
  public init(path: String, report: ArchiveReport) {
    self.path = path
    self.report = report
  }
}
