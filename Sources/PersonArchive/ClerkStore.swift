public import CounterRules
public import KioskProtocol
public import PersonalData

/// The clerks' accounts: no account is ever taken away, so that the audit trail always says who somebody was.
///
/// Every change is on the disk with its line of the audit trail when it returns, and neither when it throws. What is
/// thrown has one of the `archive.*` reasons, unless it says more.
public protocol ClerkStore: Sendable {
  /// Every account, by name.
  func clerks() async throws(KioskFailure) -> [ClerkAccount]
  /// The account with this name, if there is one.
  func clerk(named name: String) async throws(KioskFailure) -> ClerkAccount?
  /// Adds an account; throws `clerk.exists`.
  func add(_ clerk: ClerkAccount, by entry: AuditEntry, outcome: String) async throws(KioskFailure)
  /// Changes an account; throws `clerk.unknown`.
  func change(
    clerk name: String, _ change: ClerkChange, by entry: AuditEntry, outcome: String
  ) async throws(KioskFailure)
}

/// What can be changed about an account.
public enum ClerkChange: Equatable, Sendable {
  /// Locked by an administrator, or free again with no wrong try left.
  case lock(Bool)
  /// Another password, and no wrong try left.
  case password(hash: Personal<String>)
  /// Another role.
  case role(Role)
  /// Good at these windows only; `nil` for all.
  case windows([String]?)
  /// How many wrong passwords came in a row, and when the last did.
  case wrongTries(Int, at: String?)
}
