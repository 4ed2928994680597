internal import CSQLite

/// Prepared statements of one connection, found by the place of their text in the program.
@safe final class StatementCache {
  private var idle: [UInt: OpaquePointer] = unsafe [:]

  /// Takes the idle statement of `sql` out, so that a nested run of the same text gets one of its own.
  @unsafe func take(_ sql: StaticString) -> OpaquePointer? {
    unsafe idle.removeValue(forKey: Self.key(sql))
  }

  /// Takes back a statement that was reset; frees it when another one of the same text is idle.
  @unsafe func put(_ statement: OpaquePointer, for sql: StaticString) {
    guard unsafe idle[Self.key(sql)] == nil else {
      unsafe sqlite3_finalize(statement)
      return
    }
    unsafe idle[Self.key(sql)] = statement
  }

  /// Frees all; the connection can only be closed completely afterwards.
  func finalizeAll() {
    unsafe idle.values.forEach { unsafe sqlite3_finalize($0) }
    unsafe idle = [:]
  }

  // Statements are longer than one character, so their text always has an address.
  private static func key(_ sql: StaticString) -> UInt {
    sql.hasPointerRepresentation ? UInt(bitPattern: unsafe sql.utf8Start) : 0
  }
}
