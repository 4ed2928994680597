public import KioskProtocol

/// Typed documents that wait until a second checker has looked at them; until then they belong to no person.
public protocol SecondCheckStore: Sendable {
  /// Keeps a typed document, sealed; on the disk with its line of the audit trail when it returns.
  ///
  /// Keeping a session twice changes nothing. Throws what `file` throws for a document that could never be filed.
  func keepUnconfirmed(_ filing: FilingRequest) async throws(KioskFailure)
  /// A page of what waits, the oldest first.
  func unconfirmed(offset: Int, limit: Int) async throws(KioskFailure) -> [FilingRequest]
  /// How many wait.
  func unconfirmedCount() async throws(KioskFailure) -> Int
  /// What waits under a session, shown in full: the line of the audit trail is on the disk.
  ///
  /// Throws `document.notWaiting`.
  func unconfirmed(session: String, shownTo entry: AuditEntry) async throws(KioskFailure) -> FilingRequest
  /// Files it by the same rules as any document, with who confirms it as second checker.
  ///
  /// Throws `document.notWaiting`, and `document.sameChecker` where `entry` is of whoever typed it.
  func confirm(session: String, by entry: AuditEntry) async throws(KioskFailure) -> FilingResult
  /// Destroys it: the second checker found it wrong. Throws `document.notWaiting`.
  func discardUnconfirmed(session: String, by entry: AuditEntry) async throws(KioskFailure)
}
