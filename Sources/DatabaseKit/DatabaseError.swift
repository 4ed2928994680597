/// A refused database call.
///
/// Carries codes, never SQL, arguments or a row.
package struct DatabaseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What a caller can tell apart.
  package enum Kind: Sendable {
    case full, readOnly, damaged, notADatabase, busy, constraint
    /// The server is not there, has no room for us, or takes too long.
    case away, crowded, slow
    /// Something answers in the server's place that could not show who it is, or speaks without TLS.
    case untrusted
    /// The server is there and does not let us in.
    case refused
    /// Another transaction was in the way.
    case collided
    /// The statement does not fit the tables.
    case statement
    case other
  }

  /// What it means.
  package var kind: Kind
  /// The engine's own code.
  package var code: Int
  /// errno of the system call behind it, 0 where there was none.
  package var systemCode: Int32

  /// An error with its codes.
  package init(_ kind: Kind, code: Int, systemCode: Int32 = 0) {
    self.kind = kind
    self.code = code
    self.systemCode = systemCode
  }

  /// The row that a closure was given is not what its table promises.
  package static let badRow = DatabaseError(.damaged, code: 0)

  /// Kind and codes; safe to log.
  package var description: String { "database error \(kind), code \(code), errno \(systemCode)" }
}
