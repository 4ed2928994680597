public import KioskProtocol

/// Everyone on file, a part at a time.
public protocol ExportStore: Sendable {
  /// The persons after the one with the number `mark`, at most `limit`, each with the version that holds.
  ///
  /// With `isFull` each of them is a line of the audit trail, otherwise the part is one; on the disk when it returns. Somebody
  /// whose rows are damaged is left out and counted.
  func export(
    after mark: Int, limit: Int, isFull: Bool, shownTo entry: AuditEntry
  ) async throws(KioskFailure) -> ExportPart
}

/// Some of those on file.
public struct ExportPart: Equatable, Sendable {
  /// One of them.
  public struct Entry: Equatable, Sendable {
    /// With the version that holds.
    public var person: ArchivedPerson
    /// When it was read last, ISO 8601 with the offset from UTC.
    public var lastReadAt: String

    /// An entry.
    public init(person: ArchivedPerson, lastReadAt: String) {
      self.person = person
      self.lastReadAt = lastReadAt
    }
  }

  /// In the order of their filing.
  public var entries: [Entry] = []
  /// How many could not be read.
  public var damaged = 0
  /// Where to go on; `nil` where there are no more.
  public var mark: Int?

  /// Nobody yet.
  public init() {}
}
