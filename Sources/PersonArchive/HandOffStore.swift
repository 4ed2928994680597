public import KioskProtocol

/// Persons who are handed to a portal: named once by a reference that says nothing, and the windows' public keys.
public protocol HandOffStore: Sendable {
  /// Makes a reference to a person that is good for `purpose` alone; the line of the audit trail is on the disk.
  ///
  /// Only the archive's keys open it. Two references to one person have nothing in common. Throws `person.unknown`.
  func reference(
    to person: String, for purpose: HandOffPurpose, by entry: AuditEntry
  ) async throws(KioskFailure) -> [UInt8]
  /// The person whom `reference` names, shown in full, once: the line of the audit trail is on the disk when it returns or
  /// throws.
  ///
  /// Throws `handoff.forged` for a reference that was not made for `purpose`, `handoff.replayed` where it was used, and
  /// `person.unknown`. The use is remembered for a day after `ends`, in seconds since 1970.
  func person(
    named reference: [UInt8], for purpose: HandOffPurpose, ends: Int, shownTo entry: AuditEntry
  ) async throws(KioskFailure) -> ArchivedPerson
  /// The public key that a window signs with; `nil` where none is known.
  ///
  /// Throws `archive.damaged` for one that somebody else wrote.
  func publicKey(ofWindow window: String) async throws(KioskFailure) -> [UInt8]?
  /// Makes a window's public key known; on the disk with its line of the audit trail when it returns.
  func publish(_ key: [UInt8], ofWindow window: String, by entry: AuditEntry) async throws(KioskFailure)
}

/// What one hand-off is for.
public struct HandOffPurpose: Equatable, Sendable {
  /// The portal's origin.
  public var portal: String
  /// What the portal chose for this one time.
  public var nonce: String

  /// A purpose.
  public init(portal: String, nonce: String) {
    self.portal = portal
    self.nonce = nonce
  }

  /// As bytes that no other purpose has: an origin holds no zero byte.
  public var bytes: [UInt8] { Array("\(portal)\u{0}\(nonce)".utf8) }
}
