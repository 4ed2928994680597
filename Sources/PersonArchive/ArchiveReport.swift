/// What a check of a whole archive found: what is damaged, and what is still there to be read.
public struct ArchiveReport: Equatable, Sendable {
  /// One thing that cannot be read, or is not what was written.
  public struct Damage: Equatable, Sendable {
    /// The table it stands in.
    public var table: String
    /// Its id or row there; nothing about anybody.
    public var id: String

    /// A damaged thing.
    public init(table: String, id: String) {
      self.table = table
      self.id = id
    }
  }

  /// At most so much is named.
  public static let mostNamed = 200

  /// Persons all of whose versions and readings can be read.
  public var persons = 0
  /// Versions that can be read.
  public var versions = 0
  /// Readings that are as they were written.
  public var readings = 0
  /// Everything else that can be read: conflicts, numbers, codes, batches, lists, messages.
  public var others = 0
  /// How much is damaged.
  public var damaged = 0
  /// The first of it.
  public var named: [Damage] = []
  /// What SQLite finds wrong with the file; nothing about anybody.
  public var file: [String] = []
  /// What is wrong with the audit trail.
  public var trail: [TrailProof.Fault] = []

  /// Whether nothing is wrong.
  public var isSound: Bool { damaged == 0 && file.isEmpty && trail.isEmpty }

  /// Nothing looked at yet.
  public init() {}

  /// Adds something damaged.
  public mutating func add(_ damage: Damage) {
    damaged += 1
    if named.count < Self.mostNamed { named.append(damage) }
  }
}
