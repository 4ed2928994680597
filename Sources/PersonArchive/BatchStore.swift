public import CounterRules
public import KioskProtocol
public import PersonalData

/// The batches of the archive and their ledgers (docs/batches.md).
///
/// What a call did is on the disk when it returns, the line of the audit trail with it, and nothing of it when it
/// throws. Calls that name a batch throw `batch.unknown` where there is none within `scope`.
public protocol BatchStore: Sendable {
  /// Opens a batch.
  func openBatch(_ opening: BatchOpening, by entry: AuditEntry) async throws(KioskFailure) -> BatchSummary
  /// A page of the batches within `scope`, the newest first. At most 500 a page.
  func batches(in scope: BatchScope, offset: Int, limit: Int) async throws(KioskFailure) -> [BatchSummary]
  /// The batch with this id.
  func batch(_ id: String, in scope: BatchScope) async throws(KioskFailure) -> BatchSummary
  /// A page of its ledger, the newest row first or last; rows that were taken out are left out. At most 500 a page.
  func swipes(
    of id: String, newestFirst: Bool, offset: Int, limit: Int
  ) async throws(KioskFailure) -> [BatchSwipeRecord]
  /// How many rows its ledger has.
  func swipeCount(of id: String) async throws(KioskFailure) -> Int
  /// A page of the people on its list whose card was not swiped, in the order of the list. At most 500 a page.
  func missing(of id: String, offset: Int, limit: Int) async throws(KioskFailure) -> [ExpectedPerson]
  /// Pauses, resumes or closes it; throws `batch.closed` for one that is closed.
  func setState(
    _ state: BatchState, ofBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSummary
  /// Files a reading and writes it into the ledger, or says that its document is counted already.
  ///
  /// Throws `batch.paused` and `batch.closed`, and `document.unknownKind` and `document.numberBlank` for what
  /// cannot be filed.
  func swipe(
    _ filing: FilingRequest, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSwipeResult
  /// The same for a card that was swiped while the archive could not be asked: a batch that was paused since takes it too.
  func swipeLate(
    _ filing: FilingRequest, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSwipeResult
  /// Writes a row for a card that gave no person; throws `batch.paused` and `batch.closed`.
  func noteFailedSwipe(
    _ reason: FailureReason, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSwipeResult
  /// Takes a row out of the ledger; what was filed stays. Throws `batch.closed`, and `request.badParameters` where
  /// there is no such row.
  func removeSwipe(
    _ row: Int, fromBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSummary
  /// Gives the batch another code, which nobody has tried yet; throws `batch.closed`.
  func setCode(
    _ code: Personal<String>, ofBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure)
  /// Compares a code; throws `batch.codeWrong`, `batch.codeLocked` and `batch.closed`.
  ///
  /// A wrong try is counted on the disk.
  func enterBatch(_ id: String, code: Personal<String>, by entry: AuditEntry) async throws(KioskFailure)
}
