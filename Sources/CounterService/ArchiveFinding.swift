internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import Synchronization

/// What the latest check of the whole archive found; nothing before the first one is done.
final class ArchiveFinding: Sendable {
  private let latest = Mutex<Status.Output.Check?>(nil)

  /// What `status` says of it.
  var check: Status.Output.Check? { latest.withLock { $0 } }

  /// Why the archive is not as it was written; `nil` while nobody knows.
  var failure: KioskFailure? { check.flatMap { $0.sound ? nil : KioskFailure(.archiveDamaged) } }

  /// Takes the place of an earlier one.
  func note(_ report: ArchiveReport) {
    let check = Status.Output.Check(
      checkedAt: WallClock.now(), sound: report.isSound, damaged: report.damaged, file: report.file.count,
      auditFaults: report.trail.count)
    latest.withLock { $0 = check }
  }
}
