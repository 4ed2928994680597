public import CounterRules
public import KioskProtocol
public import OneTimeCodes
public import PersonArchive

extension ArchiveStore: PortalStore {
  /// The fields in which a statement differs from what is on file.
  public func check(_ check: StatementCheck) throws(KioskFailure) -> [StatedDifference] {
    try opened().check(check)
  }

  /// Begins a session when the code is right.
  public func signIn(_ signIn: PortalSignIn) throws(KioskFailure) -> PortalSession {
    try opened().signIn(signIn)
  }

  /// Whose session it is.
  public func session(
    _ digest: [UInt8], of portal: UInt32, clock: ClockReading
  ) throws(KioskFailure) -> PortalSession {
    try opened().session(digest, of: portal, clock: clock)
  }

  /// Ends a session.
  public func endSession(
    _ digest: [UInt8], of portal: UInt32, by entry: AuditEntry, clock: ClockReading
  ) throws(KioskFailure) {
    try opened().endSession(digest, of: portal, by: entry, clock: clock)
  }
}
