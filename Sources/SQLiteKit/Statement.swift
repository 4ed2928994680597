internal import CSQLite
internal import DatabaseKit

/// A prepared statement, freed with its owner.
@safe final class Statement: RowSource {
  let handle: OpaquePointer

  @unsafe init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe sqlite3_finalize(handle) }

  /// The value in `column` of the row that the statement stands on.
  func value(_ column: Int) throws(DatabaseError) -> Value {
    let column = CInt(truncatingIfNeeded: column)
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(Int(unsafe sqlite3_column_int64(handle, column)))
    case SQLITE_TEXT:
      guard let start = unsafe sqlite3_column_text(handle, column) else {
        throw DatabaseError(code: SQLITE_NOMEM)
      }
      let count = Int(unsafe sqlite3_column_bytes(handle, column))
      return .text(unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let start = unsafe sqlite3_column_blob(handle, column)
      let count = Int(unsafe sqlite3_column_bytes(handle, column))
      return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
    case SQLITE_NULL: return .null
    default: throw .badRow
    }
  }
}
