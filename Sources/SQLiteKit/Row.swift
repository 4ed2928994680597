internal import CSQLite

/// The row a statement stands on; valid only inside the closure that received it.
@safe package struct Row: ~Copyable {
  private let statement: OpaquePointer

  @unsafe init(_ statement: OpaquePointer) { unsafe self.statement = statement }

  /// The integer in `column`; throws when something else, or nothing, is there.
  package borrowing func integer(_ column: CInt) throws(SQLiteError) -> Int {
    guard unsafe sqlite3_column_type(statement, column) == SQLITE_INTEGER else { throw .badRow }
    return Int(unsafe sqlite3_column_int64(statement, column))
  }

  /// The integer in `column`, or `nil` for NULL; throws when something else is there.
  package borrowing func optionalInteger(_ column: CInt) throws(SQLiteError) -> Int? {
    unsafe sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : try integer(column)
  }

  /// The text in `column`; throws when something else, or nothing, is there.
  package borrowing func text(_ column: CInt) throws(SQLiteError) -> String {
    guard let text = try optionalText(column) else { throw .badRow }
    return text
  }

  /// The text in `column`, or `nil` for NULL; throws when something else is there.
  package borrowing func optionalText(_ column: CInt) throws(SQLiteError) -> String? {
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_TEXT:
      guard let start = unsafe sqlite3_column_text(statement, column) else {
        throw SQLiteError(code: SQLITE_NOMEM)
      }
      let count = Int(unsafe sqlite3_column_bytes(statement, column))
      return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    default: throw .badRow
    }
  }

  /// The bytes in `column`; throws when something else, or nothing, is there.
  package borrowing func blob(_ column: CInt) throws(SQLiteError) -> [UInt8] {
    guard unsafe sqlite3_column_type(statement, column) == SQLITE_BLOB else { throw .badRow }
    let start = unsafe sqlite3_column_blob(statement, column)
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}
