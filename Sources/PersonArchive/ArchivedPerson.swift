/// A person on file, with the version that holds.
public struct ArchivedPerson: Equatable, Sendable {
  /// The person's id.
  public var id: String
  /// How many versions are kept.
  public var versions: Int
  /// The one that holds.
  public var current: ArchivedVersion

  /// A person with the current version.
  public init(id: String, versions: Int, current: ArchivedVersion) {
    self.id = id
    self.versions = versions
    self.current = current
  }
}
