internal import DatabaseKit
public import KioskProtocol
public import PersonArchive

extension ArchiveStore: SecondCheckStore {
  /// Keeps a typed document for a second checker.
  public func keepUnconfirmed(_ filing: FilingRequest) throws(KioskFailure) {
    try opened().keepUnconfirmed(filing)
  }

  /// A page of what waits.
  public func unconfirmed(offset: Int, limit: Int) throws(KioskFailure) -> [FilingRequest] {
    try opened().unconfirmed(offset: offset, limit: limit)
  }

  /// How many wait.
  public func unconfirmedCount() throws(KioskFailure) -> Int {
    let archive = try opened()
    return try told(try archive.db.unconfirmedCount())
  }

  /// One of them, shown in full.
  public func unconfirmed(
    session: String, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> FilingRequest {
    try opened().unconfirmed(session: session, shownTo: entry)
  }

  /// Files one of them.
  public func confirm(session: String, by entry: AuditEntry) throws(KioskFailure) -> FilingResult {
    try opened().confirm(session: session, by: entry)
  }

  /// Destroys one of them.
  public func discardUnconfirmed(session: String, by entry: AuditEntry) throws(KioskFailure) {
    try opened().discardUnconfirmed(session: session, by: entry)
  }
}
