/// One text in the two languages the counter speaks.
public struct BilingualText: Sendable, Equatable {
  /// Simplified Chinese, as it is spoken at a counter.
  public var chinese: String
  /// The same in English.
  public var english: String

  /// Both languages side by side.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// Both in one line.
  public var both: String { chinese + " / " + english }
}
