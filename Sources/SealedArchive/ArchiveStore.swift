public import CounterRules
public import IdentityDocuments
public import KioskProtocol
internal import LinuxPlatform
public import PersonArchive
public import PersonalData
internal import DatabaseKit

/// The archive of persons in one of the databases it can live in, on a thread of its own.
public actor ArchiveStore: PersonStore {
  private let executor = ThreadExecutor()
  private var archive: OpenArchive?
  private var keeper: (any ArchiveKeeping)?

  private init() {}

  deinit { executor.stop() }

  /// For the runtime: the archive's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// The archive that `open` opens, which it does on the archive's thread.
  package static func opening(
    _ open: @Sendable () throws(KioskFailure) -> (OpenArchive, any ArchiveKeeping)
  ) async throws(KioskFailure) -> ArchiveStore {
    let store = ArchiveStore()
    try await store.start(open)
    return store
  }

  /// Closes the archive and lets others have it; later calls throw `service.stopping`.
  ///
  /// A check or a backup that is under way ends without a result.
  public func close() async {
    let keeper = keeper
    self.keeper = nil
    keeper?.cancel()
    await keeper?.finish()
    archive = nil
  }

  /// Files a reading; on the disk when it returns, nothing of it when it throws.
  public func file(_ filing: FilingRequest) throws(KioskFailure) -> FilingResult {
    try opened().file(filing)
  }

  /// What filing this reading would do.
  public func compare(
    _ filing: FilingRequest, shownTo entry: AuditEntry?
  ) throws(KioskFailure) -> FilingComparison {
    try opened().compare(filing, shownTo: entry)
  }

  /// The person with this id, shown in full.
  public func person(id: String, shownTo entry: AuditEntry) throws(KioskFailure) -> ArchivedPerson {
    let archive = try opened()
    return try archive.showing(try archive.row(id: id), to: entry) { person throws(KioskFailure) in
      try archive.person(person)
    }
  }

  /// The person whose document of any kind has this number.
  public func person(
    number: Personal<String>, mustBeAlone: Bool, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    try opened().person(number: number, mustBeAlone: mustBeAlone, shownTo: entry)
  }

  /// The person whom a reading fits, of all whose document has its number.
  public func person(
    fitting values: FiledValues, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    try opened().person(fitting: values, shownTo: entry)
  }

  /// A page of the persons that `search` finds.
  public func search(
    _ search: PersonSearch, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> PersonPage {
    try opened().search(search, shownTo: entry)
  }

  /// All versions of a person, the newest first, shown in full.
  public func history(
    person id: String, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> [ArchivedVersion] {
    let archive = try opened()
    return try archive.showing(try archive.row(id: id), to: entry) { person throws(KioskFailure) in
      try archive.history(person)
    }
  }

  /// Writes a line of the audit trail about no person.
  public func note(_ entry: AuditEntry, outcome: String?) throws(KioskFailure) {
    let archive = try opened()
    try archive.transaction { _ throws(KioskFailure) in
      try archive.note(entry, about: nil, outcome: outcome)
    }
  }

  /// A page of the audit trail, the newest first.
  public func audit(before number: Int?, limit: Int) throws(KioskFailure) -> [AuditRecord] {
    let archive = try opened()
    return try told(
      try archive.db.audit(before: number ?? .max, limit: min(max(limit, 0), OpenArchive.longestPage)))
  }

  /// Goes through some lines more.
  public func proveAudit(_ proof: TrailProof) throws(KioskFailure) -> TrailProof {
    try opened().prove(proof, 1_024)
  }

  /// The same, shown to somebody.
  public func audit(
    before number: Int?, limit: Int, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> [AuditRecord] {
    let archive = try opened()
    return try archive.transaction { db throws(KioskFailure) in
      try archive.note(entry, about: nil, outcome: nil)
      return try told(
        try db.audit(before: number ?? .max, limit: min(max(limit, 0), OpenArchive.longestPage)))
    }
  }

  /// The person with this id.
  public func person(id: String) throws(KioskFailure) -> ArchivedPerson {
    let archive = try opened()
    return try archive.person(try archive.row(id: id))
  }

  /// The person with this document, however the number is written.
  public func person(kind: DocumentKind, number: Personal<String>) throws(KioskFailure) -> ArchivedPerson {
    let archive = try opened()
    return try archive.person(try archive.row(kind: kind, number: number))
  }

  /// All versions of a person, the newest first.
  public func history(person id: String) throws(KioskFailure) -> [ArchivedVersion] {
    let archive = try opened()
    return try archive.history(try archive.row(id: id))
  }

  /// All readings of a person, the newest first.
  public func readings(person id: String) throws(KioskFailure) -> [ArchivedReading] {
    let archive = try opened()
    return try archive.readings(try archive.row(id: id))
  }

  /// A page of the persons, the one filed first last.
  public func list(offset: Int, limit: Int) throws(KioskFailure) -> [PersonSummary] {
    try opened().list(offset: offset, limit: limit)
  }

  /// How many persons are on file.
  public func count() throws(KioskFailure) -> Int {
    let archive = try opened()
    return try told(try archive.db.integer("SELECT count(*) FROM person"))
  }

  /// A page of the readings that wait for a supervisor, the oldest first.
  public func conflicts(offset: Int, limit: Int) throws(KioskFailure) -> [ArchivedConflict] {
    try opened().conflicts(offset: offset, limit: limit)
  }

  /// Files many in one transaction: an archive for measurements, filled without waiting for the disk for each.
  package func fileTogether(_ filings: [FilingRequest]) throws(KioskFailure) {
    try opened().file(filings)
  }

  private func start(
    _ open: @Sendable () throws(KioskFailure) -> (OpenArchive, any ArchiveKeeping)
  ) throws(KioskFailure) {
    (archive, keeper) = try open()
  }

  /// Whoever looks after the archive; throws `service.stopping` once it was closed.
  func kept() throws(KioskFailure) -> any ArchiveKeeping {
    guard let keeper else { throw KioskFailure(.serviceStopping) }
    return keeper
  }

  /// The archive; throws `service.stopping` once it was closed.
  package func opened() throws(KioskFailure) -> OpenArchive {
    guard let archive else { throw KioskFailure(.serviceStopping) }
    if archive.db.isShared { try archive.renewKeys() }
    return archive
  }
}
