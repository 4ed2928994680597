public import CounterRules
public import KioskProtocol
public import OneTimeCodes

/// What portals ask of the archive (docs/portals.md).
///
/// Codes for registering and signing in are issued and confirmed by `NumberStore`, with a visit that somebody states.
public protocol PortalStore: Sendable {
  /// The fields in which a statement differs from what is on file; none where it passes.
  ///
  /// The same work is done whether the document is on file or not. Throws `portal.tooMany` with the seconds to wait before
  /// anything is looked at, else, in this order, `registration.notRead`, and after a whole statement without differences
  /// `registration.exists` and `registration.boundAtCounter`.
  func check(_ check: StatementCheck) async throws(KioskFailure) -> [StatedDifference]
  /// Begins a session when the code is right; throws as confirming does.
  func signIn(_ signIn: PortalSignIn) async throws(KioskFailure) -> PortalSession
  /// Whose session it is; throws `portal.sessionOver`, also from the moment on in which the number it was begun with ended.
  func session(
    _ digest: [UInt8], of portal: UInt32, clock: ClockReading
  ) async throws(KioskFailure) -> PortalSession
  /// Ends a session; throws `portal.sessionOver` where there is none.
  func endSession(
    _ digest: [UInt8], of portal: UInt32, by entry: AuditEntry, clock: ClockReading
  ) async throws(KioskFailure)
}
