internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import PersonArchive

/// The accounts that were let in at this window lately: good for signing in while its centre is away (docs/rights.md).
struct AwayClerks: ClerkBook {
  /// How many lines of people who were not let in may wait: more would keep what was filed from the centre.
  static let mostRefusals = 1_000

  let queue: DeliveryQueue
  let clock: DeskClock
  /// For how many days after it was let in an account is good without the centre; `nil` while nobody knows.
  let days: @Sendable () -> Int?
  /// Called when a line came to wait for the centre.
  let wake: @Sendable () -> Void
  /// Takes to the centre the lines that wait; throws where it cannot.
  let deliver: @Sendable () async throws(KioskFailure) -> Void

  var refusal: KioskFailure { KioskFailure(.clerkSignInAway) }

  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure) {
    try await add(WaitingLine(entry, outcome: outcome, kind: .refused))
  }

  /// Writes the line of a sign-out.
  func noteSignOut(_ entry: AuditEntry, outcome: String) async throws(KioskFailure) {
    try await add(WaitingLine(entry, outcome: outcome, kind: .plain))
  }

  func noteWrong(
    _ account: ClerkAccount, count: Int, at moment: String, by entry: AuditEntry
  ) async throws(KioskFailure) {
    let counted = try await kept(account.name, wrongTries: count, at: moment)
    try await add(WaitingLine(entry, outcome: "refused", kind: .wrongPassword), counted)
  }

  func noteAdmitted(_ account: ClerkAccount, by entry: AuditEntry) async throws(KioskFailure) {
    let counted = try await kept(account.name, wrongTries: 0, at: nil)
    try await add(WaitingLine(entry, outcome: "admitted", kind: .admitted), counted)
  }

  /// The account that is kept under this name and good now, if there is one.
  func clerk(named name: String) async throws(KioskFailure) -> KeptClerk? {
    guard let now, let kept = try await queue.clerk(named: name, at: now) else { return nil }
    // Fewer days than there were when it was kept hold at once.
    if let days = days(), kept.until - now > days * 86_400 { return nil }
    return kept
  }

  /// Keeps an account that the centre let in just now.
  func keep(_ account: ClerkAccount) async {
    // Whoever was let in does not fail because this window's disk is full.
    await trying { () async throws(KioskFailure) in
      guard let days = days(), days > 0, let now else { return try await queue.forget(clerk: account.name) }
      var account = account
      account.wrongTries = 0
      account.wrongAt = nil
      try await queue.keep(KeptClerk(account, until: now + days * 86_400), at: now)
    }
  }

  /// Keeps that an account has had so many wrong passwords in a row, as the centre counted them.
  func count(_ wrongTries: Int, at moment: String?, of name: String) async {
    await trying { () async throws(KioskFailure) in
      guard let kept = try await kept(name, wrongTries: wrongTries, at: moment) else { return }
      try await queue.count(kept)
    }
  }

  /// Keeps nothing of an account that was changed.
  func forget(_ name: String) async {
    // It is tried again: what is kept is held against the centre's.
    await trying { () async throws(KioskFailure) in try await queue.forget(clerk: name) }
  }

  /// The names of the accounts that are kept, also of those that are good no longer.
  func names() async throws(KioskFailure) -> [String] { try await queue.clerkNames() }

  private func add(_ line: WaitingLine, _ counted: KeptClerk? = nil) async throws(KioskFailure) {
    try await queue.add(line, counting: counted, mostRefusals: Self.mostRefusals)
    wake()
  }

  private func kept(
    _ name: String, wrongTries: Int, at moment: String?
  ) async throws(KioskFailure) -> KeptClerk? {
    guard var kept = try await clerk(named: name) else { return nil }
    kept.account.wrongTries = wrongTries
    kept.account.wrongAt = moment
    return kept
  }

  private func trying(_ body: () async throws(KioskFailure) -> Void) async {
    do throws(KioskFailure) {
      try await body()
    } catch {
      Log.warning("what is kept of an account for the time without the centre is out of date: \(error)")
    }
  }

  private var now: Int? { TimeOfDay.seconds(clock.timeOfDay()) }
}
