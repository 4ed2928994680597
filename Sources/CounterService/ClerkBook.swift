internal import KioskProtocol
internal import PersonArchive

/// Where the accounts stand that a try to sign in is held against, and where it is written down.
protocol ClerkBook: Sendable {
  /// What is told to whoever is not let in for the name or the password, one answer for both.
  var refusal: KioskFailure { get }
  /// The account with this name, if there is one here.
  func clerk(named name: String) async throws(KioskFailure) -> ClerkAccount?
  /// Writes a line of the trail.
  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure)
  /// Writes a line of the trail together with how many wrong passwords in a row an account has now.
  func set(
    wrongTries: Int, at moment: String?, of account: ClerkAccount, by entry: AuditEntry, outcome: String
  ) async throws(KioskFailure)
}

/// The accounts of the archive.
struct ArchiveBook: ClerkBook {
  let store: any CounterArchive

  var refusal: KioskFailure { KioskFailure(.clerkSignInRefused) }

  func clerk(named name: String) async throws(KioskFailure) -> ClerkAccount? {
    try await store.clerk(named: name)
  }

  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure) {
    try await store.note(entry, outcome: outcome)
  }

  func set(
    wrongTries: Int, at moment: String?, of account: ClerkAccount, by entry: AuditEntry, outcome: String
  ) async throws(KioskFailure) {
    try await store.change(
      clerk: account.name, .wrongTries(wrongTries, at: moment), by: entry, outcome: outcome)
  }
}
