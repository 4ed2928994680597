internal import KioskProtocol
internal import PersonArchive

/// Where the accounts stand that a try to sign in is held against, and where it is written down.
protocol ClerkBook: Sendable {
  /// What is told to whoever is not let in for the name or the password, one answer for both.
  var refusal: KioskFailure { get }
  /// Writes the line of a try that changes nothing about an account.
  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure)
  /// Writes the line of a wrong password, and with it that `account` has had so many in a row.
  func noteWrong(
    _ account: ClerkAccount, count: Int, at moment: String, by entry: AuditEntry
  ) async throws(KioskFailure)
  /// Writes the line of the right password, and with it that `account` has had no wrong one since.
  func noteAdmitted(_ account: ClerkAccount, by entry: AuditEntry) async throws(KioskFailure)
}

/// The accounts of the archive; what it cannot take because the centre has just gone waits at the window.
struct ArchiveBook: ClerkBook {
  let store: any CounterArchive
  let away: AwayClerks?

  var refusal: KioskFailure { KioskFailure(.clerkSignInRefused) }

  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure) {
    try await away.write { () async throws(KioskFailure) in
      try await store.note(entry, outcome: outcome)
    } whenAway: { away throws(KioskFailure) in
      try await away.note(entry, outcome: outcome)
    }
  }

  func noteWrong(
    _ account: ClerkAccount, count: Int, at moment: String, by entry: AuditEntry
  ) async throws(KioskFailure) {
    try await away.write { () async throws(KioskFailure) in
      try await store.change(
        clerk: account.name, .wrongTries(count, at: moment), by: entry, outcome: "refused")
      await away?.count(count, at: moment, of: account.name)
    } whenAway: { away throws(KioskFailure) in
      try await away.noteWrong(account, count: count, at: moment, by: entry)
    }
  }

  func noteAdmitted(_ account: ClerkAccount, by entry: AuditEntry) async throws(KioskFailure) {
    try await away.write { () async throws(KioskFailure) in
      try await store.change(clerk: account.name, .wrongTries(0, at: nil), by: entry, outcome: "admitted")
    } whenAway: { away throws(KioskFailure) in
      try await away.noteAdmitted(account, by: entry)
    }
  }
}

extension AwayClerks? {
  /// Writes something at the archive or, where that is a centre that is away, at the window.
  func write(
    _ atArchive: () async throws(KioskFailure) -> Void,
    whenAway: (AwayClerks) async throws(KioskFailure) -> Void
  ) async throws(KioskFailure) {
    do throws(KioskFailure) {
      try await atArchive()
    } catch {
      guard error.isCentreAway, let self else { throw error }
      try await whenAway(self)
    }
  }
}
