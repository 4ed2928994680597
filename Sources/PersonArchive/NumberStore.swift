public import KioskProtocol

/// The mobile numbers of persons and the codes that wait for them (docs/mobile-number.md).
///
/// Every call is one transaction: what it did is on the disk when it returns, with its line of the audit trail, and
/// nothing of it when it throws an `archive.*` reason. A refusal that belongs in the trail stands there too.
public protocol NumberStore: Sendable {
  /// The number of the person whose document is at hand, and the code that waits for it.
  func number(_ visit: NumberVisit) async throws(KioskFailure) -> NumberOnFile
  /// Issues a code and queues its message; ends the one that waited before.
  ///
  /// Throws what the rules refuse: `person.unknown`, `document.*`, `phone.*`, `code.tooSoon` and `code.tooMany`, both
  /// with the seconds to wait.
  func issue(_ order: CodeOrder) async throws(KioskFailure) -> NumberOnFile
  /// Binds the number when the code is right; the old number ends in the same moment, and a notice to it is queued.
  ///
  /// Throws `code.*`, with the tries left for `code.wrong`, and `phone.taken` when another person was quicker.
  func confirm(_ answer: CodeAnswer) async throws(KioskFailure) -> NumberOnFile
  /// Ends a binding without a new one; throws `person.unknown` and `phone.none`.
  func release(_ release: NumberRelease) async throws(KioskFailure)
}
