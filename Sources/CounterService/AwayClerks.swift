internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import PersonArchive

/// The accounts that were let in at this window lately: good for signing in while its centre is away (docs/rights.md).
struct AwayClerks: ClerkBook {
  let queue: DeliveryQueue
  let clock: DeskClock
  /// For how many days after it was let in an account is good without the centre.
  let days: @Sendable () -> Int
  /// Called when a line came to wait for the centre.
  let wake: @Sendable () -> Void

  var refusal: KioskFailure { KioskFailure(.clerkSignInAway) }

  func clerk(named name: String) async throws(KioskFailure) -> ClerkAccount? {
    guard let now else { return nil }
    return try await queue.clerk(named: name, at: now)?.account
  }

  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure) {
    try await queue.add(WaitingLine(entry, outcome: outcome))
    wake()
  }

  func set(
    wrongTries: Int, at moment: String?, of account: ClerkAccount, by entry: AuditEntry, outcome: String
  ) async throws(KioskFailure) {
    if let now, var kept = try await queue.clerk(named: account.name, at: now) {
      kept.account.wrongTries = wrongTries
      kept.account.wrongAt = moment
      try await queue.keep(kept, at: now)
    }
    try await queue.add(WaitingLine(entry, outcome: outcome, isWrongTry: wrongTries > 0))
    wake()
  }

  /// Keeps an account that the centre let in just now.
  func keep(_ account: ClerkAccount) async {
    // Whoever was let in does not fail because this window's disk is full.
    do throws(KioskFailure) {
      let days = days()
      guard days > 0, let now else { return try await queue.forget(clerk: account.name) }
      var account = account
      account.wrongTries = 0
      account.wrongAt = nil
      try await queue.keep(KeptClerk(account, until: now + days * 86_400), at: now)
    } catch {
      Log.warning("an account was not kept for the time without the centre: \(error)")
    }
  }

  /// Keeps nothing of an account that was changed.
  func forget(_ name: String) async throws(KioskFailure) { try await queue.forget(clerk: name) }

  /// The names of the accounts that are kept.
  func names() async throws(KioskFailure) -> [String] { try await queue.clerkNames() }

  private var now: Int? { TimeOfDay.seconds(clock.timeOfDay()) }
}
