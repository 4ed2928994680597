public import IdentityDocuments
public import KioskProtocol
internal import LinuxPlatform
public import PersonArchive
public import PersonalData
internal import SQLiteKit

/// The archive of persons in an SQLite file, on a thread of its own.
public actor SQLiteStore: PersonStore {
  private let executor = ThreadExecutor()
  private var archive: OpenArchive?
  private var keeper: ArchiveKeeper?
  private var folder: ArchiveFolder?

  private init() {}

  deinit { executor.stop() }

  /// For the runtime: the archive's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.ofOwningActor }

  /// Opens the archive in `stateFolder`; makes folder, keys and archive on the first start.
  ///
  /// Throws `archive.inUse` while another store has it open, `archive.newer`, `archive.foreign`, `archive.damaged`,
  /// `archive.keyWrong` and `archive.keyUnusable` for what it will not work with, and leaves all of that untouched.
  /// `credentials` is the folder in which systemd hands keys over, where there is one.
  public static func open(
    stateFolder: String, credentials: String? = nil
  ) async throws(KioskFailure) -> SQLiteStore {
    // A few tenths of a second, and a log of a few megabytes.
    try await open(stateFolder: stateFolder, credentials: credentials, rowsAtOnce: 256)
  }

  /// The same with the number of rows that one transaction of a migration takes over.
  package static func open(
    stateFolder: String, credentials: String? = nil, rowsAtOnce: Int
  ) async throws(KioskFailure) -> SQLiteStore {
    let store = SQLiteStore()
    try await store.start(stateFolder, credentials, rowsAtOnce)
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
    number: Personal<String>, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    try opened().person(number: number, shownTo: entry)
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

  /// Bounds the file's size, for tests of a full disk; SQLite keeps it at least as large as it is.
  package func limitPages(_ count: Int) throws(KioskFailure) {
    let archive = try opened()
    try told(try archive.db.executeTrusted("PRAGMA max_page_count = \(count)"))
  }

  private func start(
    _ folder: String, _ credentials: String?, _ rowsAtOnce: Int
  ) throws(KioskFailure) {
    let folder = try ArchiveFolder(folder, credentials: credentials)
    archive = try folder.open(rowsAtOnce: rowsAtOnce)
    keeper = folder.keeper()
    self.folder = folder
  }

  /// Whoever looks after the archive, and its folder; throws `service.stopping` once it was closed.
  func kept() throws(KioskFailure) -> (ArchiveKeeper, ArchiveFolder) {
    guard let keeper, let folder else { throw KioskFailure(.serviceStopping) }
    return (keeper, folder)
  }

  /// The archive; throws `service.stopping` once it was closed.
  func opened() throws(KioskFailure) -> OpenArchive {
    guard let archive else { throw KioskFailure(.serviceStopping) }
    return archive
  }
}
