public import KioskProtocol

/// Two documents of one human: linked, never made one.
public protocol LinkStore: Sendable {
  /// Links two persons; on the disk with its lines of the audit trail when it returns.
  ///
  /// Linking again changes nothing. Throws `person.unknown`, and `request.badParameters` for one and the same.
  func link(_ person: String, with other: String, by entry: AuditEntry) async throws(KioskFailure)
  /// Takes a link away; one that is not there is no fault.
  func unlink(_ person: String, from other: String, by entry: AuditEntry) async throws(KioskFailure)
  /// Whom a person is linked with; throws `archive.damaged` for a link that somebody else wrote.
  func links(of person: String) async throws(KioskFailure) -> [String]
}
