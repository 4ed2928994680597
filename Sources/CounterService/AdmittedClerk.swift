internal import CounterRules
internal import PersonArchive
internal import PersonalData

/// What an account was when its clerk was let in; the sign-in holds as long as it is that.
struct AdmittedClerk: Equatable, Sendable {
  let name: String
  private let role: Role
  private var hashes: [Personal<String>]

  init(_ account: ClerkAccount) {
    name = account.name
    role = account.role
    hashes = [account.passwordHash]
  }

  /// The clerk is about to get another password, of this hash.
  mutating func expect(hash: Personal<String>) { hashes.append(hash) }

  /// Whether `account`, as it stands now, would be let in at `window` with the same password and as the same.
  func isStill(_ account: ClerkAccount?, at window: String) -> Bool {
    guard let account, !account.isLocked, account.role == role else { return false }
    return hashes.contains(account.passwordHash) && account.windows?.contains(window) ?? true
  }
}
