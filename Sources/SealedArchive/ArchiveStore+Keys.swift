public import KioskProtocol
public import PersonArchive

extension ArchiveStore: KeyStore {
  /// Begins to replace both keys of the archive, or goes on where that is under way.
  public func beginRotation(by entry: AuditEntry) throws(KioskFailure) -> KeyRotation {
    try opened().beginRotation(by: entry)
  }

  /// Which keys are in use.
  public func rotation() throws(KioskFailure) -> KeyRotation { try opened().rotation() }

  /// Takes some rows over to the new keys; others can use the archive between two calls.
  public func rotate() throws(KioskFailure) -> KeyRotation { try rotate(rowsAtOnce: 128) }

  /// The same with the number of rows.
  package func rotate(rowsAtOnce count: Int) throws(KioskFailure) -> KeyRotation {
    try opened().rotate(count)
  }
}
