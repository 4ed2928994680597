public import IdentityDocuments
public import PersonalData

/// One line of the list of persons.
public struct PersonSummary: Equatable, Sendable {
  /// The person's id.
  public var id: String
  /// Which document.
  public var kind: DocumentKind
  /// The whole number: mask it before it is shown in a list.
  public var number: Personal<String>?
  /// The whole name: mask it before it is shown in a list.
  public var name: Personal<String>?
  /// How many versions are kept.
  public var versions: Int
  /// When the person was read last, ISO 8601 with the offset from UTC.
  public var lastReadAt: String

  /// A line.
  public init(
    id: String, kind: DocumentKind, number: Personal<String>?, name: Personal<String>?, versions: Int,
    lastReadAt: String
  ) {
    self.id = id
    self.kind = kind
    self.number = number
    self.name = name
    self.versions = versions
    self.lastReadAt = lastReadAt
  }
}
