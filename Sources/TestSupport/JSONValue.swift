import Foundation

/// A JSON text that a test looks into.
public struct JSONValue: CustomStringConvertible {
  private let value: Any?

  /// Parses `text`; a text that is no JSON is a value that has nothing.
  public init(_ text: String) {
    value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
  }

  private init(value: Any?) { self.value = value }

  /// The member `name`.
  public subscript(name: String) -> JSONValue { JSONValue(value: (value as? [String: Any])?[name]) }
  /// The element at `index`.
  public subscript(index: Int) -> JSONValue {
    let array = value as? [Any] ?? []
    return JSONValue(value: array.indices.contains(index) ? array[index] : nil)
  }

  /// The text, if it is one.
  public var text: String? { value as? String }
  /// The whole number, if it is one.
  public var number: Int? { (value as? NSNumber).flatMap { Int(exactly: $0.doubleValue) } }
  /// The number, if it is one.
  public var decimal: Double? { (value as? NSNumber)?.doubleValue }
  /// The truth value, if it is one.
  public var flag: Bool? { value as? Bool }
  /// Whether the member is there and `null`.
  public var isNull: Bool { value is NSNull }
  /// Whether the member is there.
  public var exists: Bool { value != nil }
  /// The names of its members, sorted.
  public var names: [String] { ((value as? [String: Any])?.keys).map { $0.sorted() } ?? [] }
  /// Its elements.
  public var elements: [JSONValue] { (value as? [Any] ?? []).map { JSONValue(value: $0) } }

  /// Whether both are the same JSON value, whatever the order of members.
  public func equals(_ other: JSONValue) -> Bool {
    (value as? NSObject).map { $0.isEqual(other.value as? NSObject) } ?? (other.value == nil)
  }

  /// It without the member `name`.
  public func without(_ name: String) -> JSONValue {
    var members = value as? [String: Any]
    members?[name] = nil
    return JSONValue(value: members ?? value)
  }

  /// For failure messages.
  public var description: String { value.map { "\($0)" } ?? "nothing" }
}
