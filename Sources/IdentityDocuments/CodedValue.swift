/// A code of a public code table and its name; an unknown code is its own name.
public struct CodedValue: Hashable, Sendable {
  /// As on the card, for example `01`.
  public var code: String
  /// The Chinese name, for example 汉.
  public var name: String

  /// A code with its name.
  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}
