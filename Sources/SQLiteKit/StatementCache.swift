/// Prepared statements of one connection, found by the place of their text in the program.
final class StatementCache {
  private var idle: [UInt: Statement] = [:]

  /// Takes the idle statement of `sql` out, so that a nested run of the same text gets one of its own.
  func take(_ sql: StaticString) -> Statement? { idle.removeValue(forKey: Self.key(sql)) }

  /// Takes back a statement that was reset; lets it go when another one of the same text is idle.
  func put(_ statement: Statement, for sql: StaticString) {
    let key = Self.key(sql)
    if idle[key] == nil { idle[key] = statement }
  }

  /// Frees all; the connection can only be closed completely afterwards.
  func finalizeAll() { idle = [:] }

  // Statements are longer than one character, so their text always has an address.
  private static func key(_ sql: StaticString) -> UInt {
    sql.hasPointerRepresentation ? UInt(bitPattern: unsafe sql.utf8Start) : 0
  }
}
