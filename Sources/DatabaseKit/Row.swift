/// The row a statement stands on; valid only inside the closure that received it.
package struct Row {
  private let source: any RowSource

  /// The row on which `source` stands.
  package init(_ source: any RowSource) { self.source = source }

  /// The integer in `column`; throws when something else, or nothing, is there.
  package func integer(_ column: Int) throws(DatabaseError) -> Int {
    guard case .integer(let number) = try source.value(column) else { throw .badRow }
    return number
  }

  /// The integer in `column`, or `nil` for NULL; throws when something else is there.
  package func optionalInteger(_ column: Int) throws(DatabaseError) -> Int? {
    switch try source.value(column) {
    case .null: nil
    case .integer(let number): number
    default: throw .badRow
    }
  }

  /// The text in `column`; throws when something else, or nothing, is there.
  package func text(_ column: Int) throws(DatabaseError) -> String {
    guard case .text(let text) = try source.value(column) else { throw .badRow }
    return text
  }

  /// The text in `column`, or `nil` for NULL; throws when something else is there.
  package func optionalText(_ column: Int) throws(DatabaseError) -> String? {
    switch try source.value(column) {
    case .null: nil
    case .text(let text): text
    default: throw .badRow
    }
  }

  /// The bytes in `column`; throws when something else, or nothing, is there.
  package func blob(_ column: Int) throws(DatabaseError) -> [UInt8] {
    guard case .blob(let bytes) = try source.value(column) else { throw .badRow }
    return bytes
  }
}
