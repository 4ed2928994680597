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
    do throws(KioskFailure) {
      try await store.note(entry, outcome: outcome)
    } catch {
      guard error.isCentreAway, let away else { throw error }
      try await away.note(entry, outcome: outcome)
    }
  }

  func noteWrong(
    _ account: ClerkAccount, count: Int, at moment: String, by entry: AuditEntry
  ) async throws(KioskFailure) {
    do throws(KioskFailure) {
      try await store.change(
        clerk: account.name, .wrongTries(count, at: moment), by: entry, outcome: "refused")
      await away?.count(count, at: moment, of: account.name)
    } catch {
      guard error.isCentreAway, let away else { throw error }
      try await away.noteWrong(account, count: count, at: moment, by: entry)
    }
  }

  func noteAdmitted(_ account: ClerkAccount, by entry: AuditEntry) async throws(KioskFailure) {
    do throws(KioskFailure) {
      try await store.change(clerk: account.name, .wrongTries(0, at: nil), by: entry, outcome: "admitted")
    } catch {
      guard error.isCentreAway, let away else { throw error }
      try await away.noteAdmitted(account, by: entry)
    }
  }
}
