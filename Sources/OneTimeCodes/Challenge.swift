/// A code that was issued and waits to be said: a state machine without I/O (docs/mobile-number.md §3).
///
/// Times are milliseconds of a `CountedClock`. Only an open challenge can end well, and every end is for good.
public struct Challenge: Equatable, Sendable {
  /// Where it stands.
  public enum State: String, CaseIterable, Codable, Sendable {
    /// It waits for its code.
    case open
    /// The right code was said.
    case used
    /// A newer code was issued for the same document and purpose.
    case superseded
    /// Too many wrong codes were said.
    case locked
    /// Its life is over.
    case expired
  }

  /// How often a code may be said.
  public static let tries = 5

  /// What it is bound to.
  public let subject: CodeSubject
  /// When its life is over.
  public let endsAt: Int
  /// Where it stands.
  public private(set) var state: State
  /// How many wrong codes were said.
  public private(set) var wrongTries: Int

  /// A new challenge.
  public init(_ subject: CodeSubject, issuedAt: Int, policy: CodePolicy) {
    self.init(subject, endsAt: issuedAt + policy.life * 1_000, state: .open, wrongTries: 0)
  }

  /// A challenge as it was kept.
  public init(_ subject: CodeSubject, endsAt: Int, state: State, wrongTries: Int) {
    self.subject = subject
    self.endsAt = endsAt
    self.state = state
    self.wrongTries = wrongTries
  }

  /// Ends it when its life is over.
  public mutating func see(_ now: Int) {
    if state == .open, now >= endsAt { state = .expired }
  }

  /// Somebody said a code; `isRight` is what the comparison in constant time found.
  ///
  /// A code said for another document, number or purpose is no try: it can never be right.
  public mutating func offer(isRight: Bool, for subject: CodeSubject, at now: Int) -> CodeVerdict {
    guard subject == self.subject else { return .otherSubject }
    see(now)
    switch state {
    case .used: return .used
    case .superseded: return .superseded
    case .locked: return .locked
    case .expired: return .expired
    case .open: break
    }
    if isRight {
      state = .used
      return .right
    }
    wrongTries += 1
    if wrongTries >= Self.tries {
      state = .locked
      return .locked
    }
    return .wrong(triesLeft: Self.tries - wrongTries)
  }

  /// A newer code was issued.
  public mutating func supersede() {
    if state == .open { state = .superseded }
  }

  /// Nobody knows how long it has lived, so that is over.
  public mutating func expire() {
    if state == .open { state = .expired }
  }
}
