internal import CommandLineKit
internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive

extension AuditEntry {
  /// Looking after the archive without the counter: the act of whoever runs this program.
  static func atMachine(_ settings: ProgramSettings, _ subject: String) throws(KioskFailure) -> AuditEntry {
    AuditEntry(
      at: WallClock.now(), window: try settings.configuration().windowID,
      party: .localAdministrator(uid: ProcessIdentity.uid), act: .keepArchive, subject: subject)
  }
}
