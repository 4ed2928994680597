/// A value that a database can store.
package enum Value: Sendable, Equatable {
  case null
  case integer(Int)
  case text(String)
  case blob([UInt8])

  /// The text, or NULL for none.
  package static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }

  /// The integer, or NULL for none.
  package static func optional(_ number: Int?) -> Value { number.map(Value.integer) ?? .null }
}
