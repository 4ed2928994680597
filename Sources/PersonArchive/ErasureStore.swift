public import KioskProtocol

/// Erasing persons, and what is left of them elsewhere.
public protocol ErasureStore: Sendable {
  /// Erases the person: key, values and all that finds them.
  ///
  /// On the disk when it returns, with its line of the audit trail. A reading from before is not filed any more
  /// (`person.erased`), and a backup from before has the person no more once it is restored. Throws `person.unknown`.
  ///
  /// With `wiping` false the bytes stay in the files until `finishErasures`: for many at once.
  func erase(person id: String, by entry: AuditEntry, wiping: Bool) async throws(KioskFailure) -> Erasure
  /// Goes on with taking the bytes of the erased out of the archive's files; whether nothing is left to be done.
  func finishErasures() async throws(KioskFailure) -> Bool
  /// Whether the policy may erase on this day, in days since 1970; the day is noted.
  ///
  /// Where the clock went ahead by more than a month since the archive was used, not before a week later: somebody will
  /// have set it right.
  func mayErase(onDay day: Int) async throws(KioskFailure) -> Bool
  /// A few of the persons after the one with the number `mark` who were last read before `day`, as 2026-11-20.
  func lastRead(before day: String, after mark: Int) async throws(KioskFailure) -> LastReadPage
  /// The backups that are remembered, and archives that a restore has set aside; the oldest first.
  func backups() async throws(KioskFailure) -> [KeptBackup]
  /// Takes the backups away that were made before `day`, as 2026-11-20; how many.
  func removeBackups(madeBefore day: String, by entry: AuditEntry) async throws(KioskFailure) -> Int
}

/// A part of those who were not read for long.
public struct LastReadPage: Equatable, Sendable {
  /// The ids of persons.
  public var persons: [String]
  /// Where to go on; `nil` where there are no more.
  public var mark: Int?

  /// A part.
  public init(persons: [String], mark: Int?) {
    self.persons = persons
    self.mark = mark
  }
}
