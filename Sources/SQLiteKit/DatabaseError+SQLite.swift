internal import CSQLite
package import DatabaseKit

/// A refused SQLite call; its code is SQLite's extended result code.
package typealias SQLiteError = DatabaseError

extension DatabaseError {
  /// What an extended result code means.
  init(code: CInt, systemCode: CInt = 0) {
    let kind: Kind =
      switch code & 0xFF {
      case SQLITE_FULL: .full
      case SQLITE_READONLY: .readOnly
      case SQLITE_CORRUPT: .damaged
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_ERROR: .statement
      default: .other
      }
    self.init(kind, code: Int(code), systemCode: systemCode)
  }
}
