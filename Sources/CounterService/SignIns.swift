internal import CounterRules
internal import KioskProtocol
internal import LinuxPlatform
internal import Passwords
internal import PersonArchive
internal import PersonalData

/// Who is signed in, by the token each got; nothing of it outlives the daemon, and the tokens are kept as digests only.
///
/// A sign-in ends by itself when its clerk has done nothing for a while. That of a batch's code does not: it is good
/// until the batch is closed.
actor SignIns {
  /// A sign-in that holds.
  struct SignIn: Equatable, Sendable {
    var party: ActingParty
    /// What people call the clerk.
    var displayName: String
    /// How much time without an act is left; `nil` where it does not count.
    var left: Duration?
  }

  private struct Entry {
    var party: ActingParty
    var displayName: String
    /// `nil` for the code of a batch.
    var admitted: AdmittedClerk?
    var usedAt: ContinuousClock.Instant
  }

  /// How many one party may have: a page in several browsers, and command lines.
  static let mostOfOne = 16
  /// How many there may be.
  static let most = 512

  private let clock: DeskClock
  private let idle: @Sendable () -> Duration
  private var entries: [[UInt8]: Entry] = [:]

  /// Sign-ins that end after `idle` without an act.
  init(clock: DeskClock = DeskClock(), idle: @escaping @Sendable () -> Duration = { .seconds(600) }) {
    self.clock = clock
    self.idle = idle
  }

  /// How many there are, the ended ones that nobody asked for included.
  var count: Int { entries.count }

  /// Lets `party` in; the token that stands for it from now on.
  ///
  /// The one that was used longest ago ends where there would be too many.
  func begin(
    _ party: ActingParty, displayName: String = "", as admitted: AdmittedClerk? = nil
  ) throws(KioskFailure) -> String {
    let token = RandomToken.make() + RandomToken.make()
    let digest = try Self.digest(token)
    entries = entries.filter { left($0.value).map { $0 > .zero } ?? true }
    dropOldest(of: entries.filter { $0.value.party == party }, beyond: Self.mostOfOne - 1)
    dropOldest(of: entries, beyond: Self.most - 1)
    entries[digest] = Entry(
      party: party, displayName: displayName, admitted: admitted, usedAt: clock.now())
    return token
  }

  /// Who has this token; an act makes it last anew.
  ///
  /// Throws `clerk.signInExpired` for one that does not hold.
  func signIn(of token: String, isActing: Bool) throws(KioskFailure) -> SignIn {
    let digest = try Self.digest(token)
    guard var entry = entries[digest] else { throw KioskFailure(.clerkSignInExpired) }
    if let left = left(entry), left <= .zero {
      entries[digest] = nil
      throw KioskFailure(.clerkSignInExpired)
    }
    if isActing {
      entry.usedAt = clock.now()
      entries[digest] = entry
    }
    return SignIn(party: entry.party, displayName: entry.displayName, left: left(entry))
  }

  /// Forgets a token; whose it was, if it held.
  @discardableResult
  func end(_ token: String) -> ActingParty? {
    guard let digest = try? Self.digest(token), let entry = entries.removeValue(forKey: digest) else {
      return nil
    }
    return left(entry).map { $0 > .zero } ?? true ? entry.party : nil
  }

  /// Forgets every sign-in of the parties that `matches`, but for the one with the token `kept`.
  func endAll(but kept: String? = nil, where matches: @Sendable (ActingParty) -> Bool) {
    let digest = kept.flatMap { try? Self.digest($0) }
    entries = entries.filter { $0.key == digest || !matches($0.value.party) }
  }

  /// The names of the accounts that are signed in.
  func accountNames() -> Set<String> { Set(entries.values.compactMap(\.admitted?.name)) }

  /// Forgets the sign-ins of an account that would not be let in any more as it stands now.
  func end(unlike account: ClerkAccount?, named name: String, at window: String) {
    entries = entries.filter { _, entry in
      guard let admitted = entry.admitted, admitted.name == name else { return true }
      return admitted.isStill(account, at: window)
    }
  }

  /// The clerk with this token is about to get another password, of this hash.
  func expect(hash: Personal<String>, of token: String) {
    guard let digest = try? Self.digest(token) else { return }
    entries[digest]?.admitted?.expect(hash: hash)
  }

  /// Forgets everyone who entered the code of this batch.
  func endHolders(ofBatch batch: String) { endAll { $0 == .batchHolder(batch: batch) } }

  private func left(_ entry: Entry) -> Duration? {
    if case .batchHolder = entry.party { return nil }
    return idle() - (clock.now() - entry.usedAt)
  }

  private func dropOldest(of some: [[UInt8]: Entry], beyond most: Int) {
    guard some.count > most else { return }
    let oldest = some.sorted { $0.value.usedAt < $1.value.usedAt }.prefix(some.count - most)
    for (digest, _) in oldest { entries[digest] = nil }
  }

  private static func digest(_ token: String) throws(KioskFailure) -> [UInt8] {
    do { return try TokenDigest.of(token) } catch { throw KioskFailure(.serviceInternal) }
  }
}
