/// A value about a person.
///
/// It can be shown, stored or sent only by asking for it by name.
///
/// Printing, interpolating, dumping or reflecting it gives `<personal>`, and it is not Codable.
public struct Personal<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let value: Value

  /// Covers `value`.
  public init(_ value: Value) { self.value = value }

  /// Uncovers the value.
  ///
  /// Search the sources for this word to find every place that does.
  public func disclosed() -> Value { value }

  /// A covered value computed from this one.
  public func map<Other: Sendable>(_ transform: (Value) -> Other) -> Personal<Other> {
    Personal<Other>(transform(value))
  }

  /// Never the value.
  public var description: String { "<personal>" }
  /// Never the value.
  public var debugDescription: String { description }
  /// Never the value.
  public var customMirror: Mirror { Mirror(reflecting: "<personal>") }
}

extension Personal: Equatable where Value: Equatable {}
extension Personal: Hashable where Value: Hashable {}
