internal import DatabaseKit

/// What a prepared statement is found by: the place of its text in the program and the types of its arguments.
struct StatementKey: Hashable {
  private let text: UInt
  private let types: UInt64

  init(_ sql: StaticString, _ arguments: [Value]) {
    // Statements are longer than one character, so their text always has an address.
    text = sql.hasPointerRepresentation ? UInt(bitPattern: unsafe sql.utf8Start) : 0
    types = arguments.reduce(1) { types, value in
      let type: UInt64 =
        switch value {
        case .null: 0
        case .integer: 1
        case .text: 2
        case .blob: 3
        }
      return types << 2 | type
    }
  }
}
