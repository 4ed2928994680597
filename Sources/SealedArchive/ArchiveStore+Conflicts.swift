public import KioskProtocol
public import PersonArchive

extension ArchiveStore: ConflictStore {
  /// Both sides of a conflict, shown in full.
  public func conflict(
    session: String, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ConflictPair {
    try opened().conflict(session: session, shownTo: entry)
  }

  /// How many wait.
  public func conflictCount() throws(KioskFailure) -> Int {
    let archive = try opened()
    return try told(try archive.db.conflictCount())
  }

  /// Makes a version or a person of a conflict, or discards it.
  public func settle(
    conflict session: String, _ settlement: ConflictSettlement, by entry: AuditEntry
  ) throws(KioskFailure) -> FilingResult {
    try opened().settle(conflict: session, settlement, by: entry)
  }
}
