/// What was erased, and what still holds the person: the receipt.
public struct Erasure: Equatable, Sendable {
  /// The id that the person had.
  public var person: String
  /// When, ISO 8601 with the offset from UTC.
  public var at: String
  /// How many versions of the document.
  public var versions = 0
  /// How many readings.
  public var readings = 0
  /// How many readings that contradicted it and waited for a supervisor.
  public var conflicts = 0
  /// How many mobile numbers, those that had ended included.
  public var numbers = 0
  /// On how many lists of expected people.
  public var lists = 0
  /// The ids of persons that were linked: other documents of the same human, which stay on file.
  public var linked: [String] = []
  /// Whether the bytes were sought in the archive's file afterwards, and are not there.
  ///
  /// Not yet where a backup or a check was under way: `finishErasures` does it later.
  public var isWiped = false
  /// The backups that hold the person.
  public var backups: [KeptBackup] = []

  /// A receipt.
  public init(person: String, at: String) {
    self.person = person
    self.at = at
  }
}

/// A copy of the archive that is remembered.
public struct KeptBackup: Equatable, Sendable {
  /// Where it was made.
  public var path: String
  /// When; `nil` for an archive that a restore has set aside.
  public var madeAt: String?
  /// Whether it still lies there: else somebody has moved it.
  public var isThere: Bool

  /// A copy.
  public init(path: String, madeAt: String?, isThere: Bool) {
    self.path = path
    self.madeAt = madeAt
    self.isThere = isThere
  }
}
