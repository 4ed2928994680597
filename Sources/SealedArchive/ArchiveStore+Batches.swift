public import CounterRules
public import KioskProtocol
public import PersonArchive
public import PersonalData
internal import DatabaseKit

extension ArchiveStore: BatchStore {
  /// Opens a batch.
  public func openBatch(_ opening: BatchOpening, by entry: AuditEntry) throws(KioskFailure) -> BatchSummary {
    try opened().openBatch(opening, by: entry)
  }

  /// A page of the batches within `scope`, the newest first.
  public func batches(
    in scope: BatchScope, offset: Int, limit: Int
  ) throws(KioskFailure) -> [BatchSummary] {
    try opened().batches(in: scope, offset: offset, limit: limit)
  }

  /// The batch with this id.
  public func batch(_ id: String, in scope: BatchScope) throws(KioskFailure) -> BatchSummary {
    let archive = try opened()
    return try archive.summary(try archive.batchRow(id, in: scope))
  }

  /// A page of its ledger, the newest row first or last.
  public func swipes(
    of id: String, newestFirst: Bool, offset: Int, limit: Int
  ) throws(KioskFailure) -> [BatchSwipeRecord] {
    let archive = try opened()
    let batch = try archive.batchRow(id, in: .all)
    return try archive.swipes(of: batch, newestFirst: newestFirst, offset: offset, limit: limit)
  }

  /// How many rows its ledger has.
  public func swipeCount(of id: String) throws(KioskFailure) -> Int {
    let archive = try opened()
    let batch = try archive.batchRow(id, in: .all)
    return try told(try archive.db.swipeCount(of: batch.row))
  }

  /// A page of the people on its list whose card was not swiped.
  public func missing(of id: String, offset: Int, limit: Int) throws(KioskFailure) -> [ExpectedPerson] {
    let archive = try opened()
    return try archive.missing(of: try archive.batchRow(id, in: .all), offset: offset, limit: limit)
  }

  /// Pauses, resumes or closes it.
  public func setState(
    _ state: BatchState, ofBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSummary {
    try opened().setState(state, ofBatch: id, in: scope, by: entry)
  }

  /// Files a reading and writes it into the ledger, or says that its document is counted already.
  public func swipe(
    _ filing: FilingRequest, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSwipeResult {
    try opened().swipe(filing, intoBatch: id, in: scope, by: entry)
  }

  /// The same for a card that was swiped while the archive could not be asked.
  public func swipeLate(
    _ filing: FilingRequest, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSwipeResult {
    try opened().swipe(filing, intoBatch: id, in: scope, isLate: true, by: entry)
  }

  /// Writes a row for a card that gave no person.
  public func noteFailedSwipe(
    _ reason: FailureReason, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSwipeResult {
    try opened().noteFailedSwipe(reason, intoBatch: id, in: scope, by: entry)
  }

  /// Takes a row out of the ledger; what was filed stays.
  public func removeSwipe(
    _ row: Int, fromBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSummary {
    try opened().removeSwipe(row, fromBatch: id, in: scope, by: entry)
  }

  /// Gives the batch another code, which nobody has tried yet.
  public func setCode(
    _ code: Personal<String>, ofBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) {
    try opened().setCode(code, ofBatch: id, in: scope, by: entry)
  }

  /// Compares a code; a wrong try is counted on the disk.
  public func enterBatch(
    _ id: String, code: Personal<String>, by entry: AuditEntry
  ) throws(KioskFailure) {
    try opened().enterBatch(id, code: code, by: entry)
  }
}
