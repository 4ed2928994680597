internal import Bytes
internal import CounterRules
internal import DatabaseKit
public import KioskProtocol
public import PersonArchive

extension ArchiveStore: HandOffStore {
  /// Makes a reference to a person.
  public func reference(
    to person: String, for purpose: HandOffPurpose, by entry: AuditEntry
  ) throws(KioskFailure) -> [UInt8] {
    let archive = try opened()
    return try archive.transaction { _ throws(KioskFailure) in
      try archive.note(entry, about: try archive.row(id: person), outcome: "done")
      return try archive.keys.own.reference(to: person, for: purpose)
    }
  }

  /// The person whom a reference names, once.
  public func person(
    named reference: [UInt8], for purpose: HandOffPurpose, ends: Int, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    try opened().person(named: reference, for: purpose, ends: ends, shownTo: entry)
  }

  /// The public key that a window signs with.
  public func publicKey(ofWindow window: String) throws(KioskFailure) -> [UInt8]? {
    try opened().publicKey(ofWindow: window)
  }

  /// Makes a window's public key known.
  public func publish(
    _ key: [UInt8], ofWindow window: String, by entry: AuditEntry
  ) throws(KioskFailure) {
    try set(
      OpenArchive.keySetting(of: window), to: Hex.encode(key).lowercased(), by: entry, outcome: "published")
  }
}
