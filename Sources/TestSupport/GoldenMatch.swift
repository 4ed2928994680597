import Foundation

/// Whether a line is what a golden conversation expects (docs/protocol.md, section "Golden conversations").
public struct GoldenMatch: Sendable {
  /// What each placeholder stood for so far.
  public private(set) var names: [String: String] = [:]

  /// Nothing is known yet.
  public init() {}

  /// A line to send, with the placeholders that are known filled in.
  public func filled(_ line: String) -> String {
    names.reduce(line) { $0.replacingOccurrences(of: "\"\($1.key)\"", with: "\"\($1.value)\"") }
  }

  /// Lets a placeholder stand for a value that came another way.
  public mutating func bind(_ placeholder: String, to value: String) { names[placeholder] = value }

  /// Where `line` is not as expected, or `nil`; placeholders that are met first are bound then.
  public mutating func mismatch(_ expected: String, _ line: String) -> String? {
    var copy = self
    let wrong = copy.mismatch(Self.parse(expected), Self.parse(line), "")
    if wrong == nil { self = copy }
    return wrong
  }

  private mutating func mismatch(_ expected: Any, _ actual: Any, _ path: String) -> String? {
    switch expected {
    case let members as [String: Any]:
      guard let actual = actual as? [String: Any] else { return "\(path): not an object" }
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        guard let other = actual[name] else { return "\(path).\(name): missing" }
        if let wrong = mismatch(value, other, "\(path).\(name)") { return wrong }
      }
      return nil
    case let list as [Any]:
      guard let actual = actual as? [Any] else { return "\(path): not a list" }
      return mismatch(list: list, actual, path)
    case let text as String where text.hasPrefix("$"):
      return mismatch(placeholder: text, actual, path)
    default:
      return (expected as? NSObject)?.isEqual(actual) == true ? nil : "\(path): another value"
    }
  }

  /// Lists may have grown: what is expected must be there in its order.
  private mutating func mismatch(list: [Any], _ actual: [Any], _ path: String) -> String? {
    if list.isEmpty, !actual.isEmpty { return "\(path): not empty" }
    var rest = actual[...]
    for (index, expected) in list.enumerated() {
      var isFound = false
      var wrong: String?
      while !isFound, let next = rest.popFirst() {
        var copy = self
        if let mismatch = copy.mismatch(expected, next, "\(path)[\(index)]") {
          wrong = wrong ?? mismatch
        } else {
          self = copy
          isFound = true
        }
      }
      guard isFound else { return wrong ?? "\(path)[\(index)]: missing" }
    }
    return nil
  }

  private mutating func mismatch(placeholder: String, _ actual: Any, _ path: String) -> String? {
    if placeholder == "$number" { return actual is NSNumber ? nil : "\(path): not a number" }
    guard let text = actual as? String, !text.isEmpty else { return "\(path): no text" }
    switch placeholder {
    case "$text": return nil
    case "$base64": return Data(base64Encoded: text) == nil ? "\(path): not base64" : nil
    case "$time":
      let isTime = text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/) != nil
      return isTime ? nil : "\(path): not a time"
    default:
      guard let known = names[placeholder] else {
        names[placeholder] = text
        return nil
      }
      return known == text ? nil : "\(path): not \(placeholder)"
    }
  }

  private static func parse(_ line: String) -> Any {
    (try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)) ?? NSNull()
  }
}
