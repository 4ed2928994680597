public import IdentityDocuments

/// A field in which a statement differs from the document; never the value of either.
public struct StatedDifference: Hashable, Sendable {
  /// Which one.
  public var field: DocumentField
  /// Whether full width against half width is all the difference.
  public var isWidthOnly: Bool

  /// A difference.
  public init(_ field: DocumentField, isWidthOnly: Bool = false) {
    self.field = field
    self.isWidthOnly = isWidthOnly
  }
}
