public import PersonalData

/// A card that lies on a reader which cannot read its content: what it looks like from outside.
public struct LyingCard: Sendable {
  /// What its answer to reset is known to belong to (docs/reader-protocol.md §4.3).
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// A resident identity card, residence permit or foreign permanent resident card; they look alike.
    case identityCard
    /// The same by a weaker entry of the list.
    case perhapsIdentityCard
    /// A residence permit of a province, which is no identity card.
    case provincialResidencePermit
    /// Any other card.
    case other
  }

  /// What it looks like.
  public var kind: Kind
  /// The chip's own number in hexadecimal digits, where the reader passes the bare command on.
  public var chipNumber: Personal<String>?

  /// A card as a driver saw it.
  public init(kind: Kind, chipNumber: Personal<String>? = nil) {
    self.kind = kind
    self.chipNumber = chipNumber
  }
}
