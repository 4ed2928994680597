internal import CounterRules
internal import KioskLog
internal import KioskProtocol
internal import Passwords
internal import PersonArchive
internal import PersonalData

/// Lets a clerk in who knows the password, and locks an account for a while after several wrong ones.
///
/// One try at a time, each with the same work: what an answer takes says nothing about which names there are, and
/// nobody tries faster than that. Each try is a line of the audit trail; a name that nobody has is not written down
/// there, for it may be a password typed into the wrong field.
actor ClerkAdmission {
  private let archive: ArchiveAccess
  /// Who may sign in while the centre is away; `nil` where the archive is this machine's own.
  private let away: AwayClerks?
  private let hasher: PasswordHasher
  private let clock: DeskClock
  private let lockOut: @Sendable () -> LockOut
  private let turns = Turns()
  private let begun: ContinuousClock.Instant
  /// The last wrong password of each account.
  private var lastWrong: [String: LastWrong] = [:]
  /// How often accounts were changed, so that what was read before a change is not kept after it.
  private var changes = 0

  private struct LastWrong {
    /// The time of day, as it stands with the account.
    var moment: String?
    /// When this program heard of it, on the clock that nobody can set.
    var heard: ContinuousClock.Instant
    /// Whether it came just then.
    var isOurs: Bool
  }

  init(
    archive: ArchiveAccess, away: AwayClerks? = nil, hasher: PasswordHasher, clock: DeskClock,
    lockOut: @escaping @Sendable () -> LockOut
  ) {
    self.archive = archive
    self.away = away
    self.hasher = hasher
    self.clock = clock
    self.lockOut = lockOut
    begun = clock.now()
  }

  /// The account, for its password; `entry` is the line of the trail, without the account's name.
  ///
  /// While the centre is away it is that of the last time it was let in here, and the line waits for the centre.
  ///
  /// Throws `clerk.signInRefused`, while the centre is away `clerk.signInAway`, `clerk.locked`, `clerk.lockedForNow` (its
  /// detail is the seconds left) or `clerk.otherWindow`.
  func admit(
    _ name: String, _ password: Personal<String>, _ entry: AuditEntry
  ) async throws(KioskFailure) -> ClerkAccount {
    try await turns.take { () async throws(KioskFailure) in
      try await self.tried(name, password, entry)
    }
  }

  /// How long wrong passwords still lock `account`; `nil` where they do not.
  func remaining(_ account: ClerkAccount) -> Duration? {
    lockOut().remaining(wrongTries: account.wrongTries, elapsed: elapsed(account, lastWrong(of: account)))
  }

  /// An account was changed: its wrong passwords are forgotten, as the archive does, and what is kept of it too.
  func forget(_ name: String) async {
    changes += 1
    lastWrong[name] = nil
    await away?.forget(name)
  }

  /// Writes the line of a sign-out, which waits at the window while the centre is away.
  func note(_ entry: AuditEntry, outcome: String) async throws(KioskFailure) {
    try await away.write { () async throws(KioskFailure) in
      try await archive.opened().note(entry, outcome: outcome)
    } whenAway: { away throws(KioskFailure) in
      try await away.noteSignOut(entry, outcome: outcome)
    }
  }

  /// The hash of a new password; throws `clerk.passwordTooShort`.
  func hash(_ password: Personal<String>) async throws(KioskFailure) -> Personal<String> {
    guard (8...256).contains(password.disclosed().count) else {
      throw KioskFailure(.clerkPasswordTooShort, detail: 8)
    }
    do { return Personal(try await hasher.hash(password)) } catch { throw KioskFailure(.serviceInternal) }
  }

  private func tried(
    _ name: String, _ password: Personal<String>, _ entry: AuditEntry
  ) async throws(KioskFailure) -> ClerkAccount {
    let before = changes
    let store: any CounterArchive
    let account: ClerkAccount?
    do throws(KioskFailure) {
      store = try await archive.opened()
      try await deliverLines()
      account = try await store.clerk(named: name)
    } catch {
      guard error.isCentreAway, let away else { throw error }
      return try await tried(try await away.clerk(named: name)?.account, name, password, entry, in: away)
    }
    // What the centre has said of the account holds, also where it is gone before the line is written.
    let book = ArchiveBook(store: store, away: away)
    let admitted = try await tried(account, name, password, entry, in: book)
    await away?.keep(admitted)
    if changes != before { await away?.forget(name) }
    return admitted
  }

  private func tried(
    _ account: ClerkAccount?, _ name: String, _ password: Personal<String>, _ entry: AuditEntry,
    in book: some ClerkBook
  ) async throws(KioskFailure) -> ClerkAccount {
    let isRight: Bool
    do {
      isRight = try await hasher.matches(password, account?.passwordHash.disclosed())
    } catch {
      throw KioskFailure(.serviceInternal)
    }
    var entry = entry
    guard let account else {
      try await book.note(entry, outcome: "refused")
      throw book.refusal
    }
    entry.subject = name
    if let refusal = refusal(of: account, at: entry.window) {
      try await book.note(entry, outcome: refusal.reason.rawValue)
      throw refusal
    }
    guard isRight else {
      let count = lockOut().count(after: account.wrongTries)
      lastWrong[name] = LastWrong(moment: entry.at, heard: clock.now(), isOurs: true)
      try await book.noteWrong(account, count: count, at: entry.at, by: entry)
      throw book.refusal
    }
    entry.party = .clerk(name: account.name, role: account.role)
    try await book.noteAdmitted(account, by: entry)
    lastWrong[name] = nil
    return account
  }

  /// Told whether the password was right or not, so that nobody learns it from the answer.
  private func refusal(of account: ClerkAccount, at window: String) -> KioskFailure? {
    if account.isLocked { return KioskFailure(.clerkLocked) }
    let last = lastWrong(of: account)
    lastWrong[account.name] = last
    if let remaining = remaining(account) {
      return KioskFailure(.clerkLockedForNow, detail: max(1, Int(remaining / .seconds(1))))
    }
    if let windows = account.windows, !windows.contains(window) { return KioskFailure(.clerkOtherWindow) }
    return nil
  }

  /// The last wrong password of an account, as it stands with it now.
  private func lastWrong(of account: ClerkAccount) -> LastWrong {
    let known = lastWrong[account.name]
    if let known, known.moment == account.wrongAt { return known }
    // Nobody else counts at an archive of this machine: it came before this program began.
    guard away != nil else {
      return known ?? LastWrong(moment: account.wrongAt, heard: begun, isOurs: false)
    }
    // Another window may have counted it just now.
    return LastWrong(moment: account.wrongAt, heard: clock.now(), isOurs: false)
  }

  private func elapsed(_ account: ClerkAccount, _ last: LastWrong) -> Duration {
    if last.isOurs { return clock.now() - last.heard }
    return LockOut.elapsed(
      since: account.wrongAt.flatMap(TimeOfDay.seconds), now: TimeOfDay.seconds(clock.timeOfDay()) ?? 0,
      running: clock.now() - last.heard)
  }

  /// Wrong passwords of the time without the centre count before anything is judged by what it says.
  private func deliverLines() async throws(KioskFailure) {
    do throws(KioskFailure) {
      try await away?.deliver()
    } catch {
      // A window whose own disk is full lets in whom the centre lets in.
      if error.isCentreAway { throw error }
      Log.warning("lines of the trail wait for the centre still: \(error)")
    }
  }
}
