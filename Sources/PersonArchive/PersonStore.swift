public import CounterRules
public import IdentityDocuments
public import KioskProtocol
public import PersonalData

/// The archive of persons.
///
/// Every call may wait for the disk, on no thread of the Swift pool.
///
/// What any of them throws has one of the `archive.*` reasons, unless it says more.
public protocol PersonStore: NumberStore, MessageStore {
  /// Files a reading; what it did is on the disk when this returns, and nothing of it when this throws.
  ///
  /// The same session again gives the same answer and changes nothing. Throws `document.unknownKind` and
  /// `document.numberBlank` for what cannot be filed.
  func file(_ filing: FilingRequest) async throws(KioskFailure) -> FilingResult
  /// What filing this reading would do; nothing is written but the line of the audit trail, if there is one to write.
  ///
  /// Throws `document.unknownKind` and `document.numberBlank` for what cannot be filed.
  func compare(_ filing: FilingRequest, shownTo entry: AuditEntry?) async throws(KioskFailure)
    -> FilingComparison
  /// The person with this id, shown in full: the line of the audit trail is on the disk when it returns.
  func person(id: String, shownTo entry: AuditEntry) async throws(KioskFailure) -> ArchivedPerson
  /// The person whose document of any kind has this number, however it is written.
  ///
  /// The line of the audit trail names the document that was looked for, and is on the disk when this returns or
  /// throws `person.unknown`. Of several with the number it is the one who had it first, or `person.several` is thrown where
  /// somebody `mustBeAlone` with it.
  func person(
    number: Personal<String>, mustBeAlone: Bool, shownTo entry: AuditEntry
  ) async throws(KioskFailure) -> ArchivedPerson
  /// The person whom a reading fits, of all whose document has its number; else as `person(number:mustBeAlone:shownTo:)`.
  func person(fitting values: FiledValues, shownTo entry: AuditEntry) async throws(KioskFailure)
    -> ArchivedPerson
  /// A page of the persons that `search` finds.
  ///
  /// The line of the audit trail is on the disk when it returns. It says what was looked by, and whom a number is about.
  /// Throws `batch.unknown`.
  func search(_ search: PersonSearch, shownTo entry: AuditEntry) async throws(KioskFailure) -> PersonPage
  /// All versions of a person, the newest first, shown in full: the line of the audit trail is on the disk.
  func history(person id: String, shownTo entry: AuditEntry) async throws(KioskFailure) -> [ArchivedVersion]
  /// Writes a line of the audit trail about no person.
  func note(_ entry: AuditEntry, outcome: String?) async throws(KioskFailure)
  /// A page of the audit trail, the newest first: lines older than the one numbered `before`. At most 500 a page.
  func audit(before number: Int?, limit: Int) async throws(KioskFailure) -> [AuditRecord]
  /// The same, shown to somebody: the line that says so is on the disk when it returns, and the first of them.
  func audit(before number: Int?, limit: Int, shownTo entry: AuditEntry) async throws(KioskFailure)
    -> [AuditRecord]
  /// Goes through some lines of the trail more, from the first one on, until `isDone`: whether each is as it was written.
  func proveAudit(_ proof: TrailProof) async throws(KioskFailure) -> TrailProof
  /// The person with this id; throws `person.unknown`.
  func person(id: String) async throws(KioskFailure) -> ArchivedPerson
  /// The person with this document, however the number is written; throws `person.unknown`.
  func person(kind: DocumentKind, number: Personal<String>) async throws(KioskFailure) -> ArchivedPerson
  /// All versions of a person, the newest first; throws `person.unknown`.
  func history(person id: String) async throws(KioskFailure) -> [ArchivedVersion]
  /// All readings of a person, the newest first; throws `person.unknown`.
  func readings(person id: String) async throws(KioskFailure) -> [ArchivedReading]
  /// A page of the persons, the one filed first last. At most 500 a page.
  func list(offset: Int, limit: Int) async throws(KioskFailure) -> [PersonSummary]
  /// How many persons are on file.
  func count() async throws(KioskFailure) -> Int
  /// A page of the readings that wait for a supervisor, the oldest first. At most 500 a page.
  func conflicts(offset: Int, limit: Int) async throws(KioskFailure) -> [ArchivedConflict]
  /// Closes the archive, so that all of it stands in its file; later calls throw `service.stopping`.
  func close() async
}
