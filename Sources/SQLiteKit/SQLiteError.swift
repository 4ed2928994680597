internal import CSQLite

/// A refused SQLite call.
///
/// Carries codes, never SQL, arguments or a row.
package struct SQLiteError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What a caller can tell apart.
  package enum Kind: Sendable {
    case full, readOnly, damaged, notADatabase, busy, constraint
    /// The statement does not fit the tables.
    case statement
    case other
  }

  /// SQLite's extended result code.
  package var code: CInt
  /// errno of the system call behind it, 0 where there was none.
  package var systemCode: CInt

  /// An error with its codes.
  package init(code: CInt, systemCode: CInt = 0) {
    self.code = code
    self.systemCode = systemCode
  }

  /// The primary result code as a kind.
  package var kind: Kind {
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
  }

  /// The row that a closure was given is not what its table promises.
  package static let badRow = SQLiteError(code: SQLITE_CORRUPT)

  /// Codes and SQLite's own words for them; safe to log.
  package var description: String {
    "SQLite error \(code), errno \(systemCode): \(unsafe String(cString: sqlite3_errstr(code)))"
  }
}
