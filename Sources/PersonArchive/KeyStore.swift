public import KioskProtocol

/// The keys of an archive: which are in use, and how they are replaced while it is in use.
public protocol KeyStore: Sendable {
  /// Begins to replace both keys, or goes on where that is under way; the new ones are on the disk when it returns.
  ///
  /// Throws `archive.keyNotGiven` where keys are credentials, and the administrator has not added the next ones.
  func beginRotation(by entry: AuditEntry) async throws(KioskFailure) -> KeyRotation
  /// Which keys are in use.
  func rotation() async throws(KioskFailure) -> KeyRotation
  /// Takes some rows over to the new keys; others can use the archive between two calls.
  ///
  /// Throws `archive.damaged` at a row whose number nothing tells any more; the old key stays in use.
  func rotate() async throws(KioskFailure) -> KeyRotation
}

/// How far the replacing of the keys is.
public struct KeyRotation: Equatable, Sendable {
  /// The version of the key that wraps data keys.
  public var wrapping: Int
  /// The version of the key that people are found by.
  public var lookup: Int
  /// Whether older versions are still in use.
  public var isUnderWay: Bool
  /// Rows that are left.
  public var left: Int

  /// A state.
  public init(wrapping: Int, lookup: Int, isUnderWay: Bool = false, left: Int = 0) {
    self.wrapping = wrapping
    self.lookup = lookup
    self.isUnderWay = isUnderWay
    self.left = left
  }
}
