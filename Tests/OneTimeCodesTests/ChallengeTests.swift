import OneTimeCodes
import PersonalData
import TestSupport
import Testing

@Suite("Challenges")
struct ChallengeTests {
  static let subject = CodeSubject(document: [1], number: [2], purpose: .bind)
  static let policy = CodePolicy(life: 90)

  private func challenge(_ state: Challenge.State, wrongTries: Int = 0) -> Challenge {
    Challenge(Self.subject, endsAt: 91_000, state: state, wrongTries: wrongTries)
  }

  @Test("begin open, with the life of their policy")
  func begin() {
    #expect(Challenge(Self.subject, issuedAt: 1_000, policy: Self.policy) == challenge(.open))
  }

  @Test("the right code ends an open one well, once")
  func right() {
    var challenge = challenge(.open, wrongTries: 4)
    let first = challenge.offer(isRight: true, for: Self.subject, at: 90_999)
    #expect(first == .right)
    #expect(challenge.state == .used)
    let again = challenge.offer(isRight: true, for: Self.subject, at: 1_000)
    #expect(again == .used)
    let wrongAfterwards = challenge.offer(isRight: false, for: Self.subject, at: 99_000_000)
    #expect(wrongAfterwards == .used)
  }

  @Test("the fifth wrong code locks, and then the right one is none any more")
  func locks() {
    var challenge = challenge(.open)
    for left in [4, 3, 2, 1] {
      let verdict = challenge.offer(isRight: false, for: Self.subject, at: 2_000)
      #expect(verdict == .wrong(triesLeft: left))
      #expect(challenge.state == .open)
    }
    let fifth = challenge.offer(isRight: false, for: Self.subject, at: 2_000)
    #expect(fifth == .locked)
    #expect(challenge.state == .locked)
    let rightAfterwards = challenge.offer(isRight: true, for: Self.subject, at: 2_000)
    #expect(rightAfterwards == .locked)
    #expect(challenge.wrongTries == 5)
  }

  @Test("at the end of its life the right code comes too late", arguments: [true, false])
  func expires(isRight: Bool) {
    var challenge = challenge(.open)
    let verdict = challenge.offer(isRight: isRight, for: Self.subject, at: 91_000)
    #expect(verdict == .expired)
    #expect(challenge.state == .expired)
    let again = challenge.offer(isRight: isRight, for: Self.subject, at: 1_000)
    #expect(again == .expired)
    #expect(challenge.wrongTries == 0)
  }

  @Test("another document, number or purpose is no try and never right")
  func otherSubjects() {
    for change: (inout CodeSubject) -> Void in [
      { $0.document = [9] }, { $0.number = [9] }, { $0.purpose = .change },
    ] {
      var other = Self.subject
      change(&other)
      var challenge = challenge(.open)
      let verdict = challenge.offer(isRight: true, for: other, at: 2_000)
      #expect(verdict == .otherSubject)
      #expect(challenge == self.challenge(.open))
    }
  }

  /// From every state, everything that can happen.
  @Test("every transition from every state", arguments: Challenge.State.allCases)
  func transitions(state: Challenge.State) {
    let isOpen = state == .open
    let verdicts: [Challenge.State: CodeVerdict] = [
      .used: .used, .superseded: .superseded, .locked: .locked, .expired: .expired,
    ]
    var one = challenge(state)
    one.see(90_999)
    #expect(one.state == state)
    one.see(91_000)
    #expect(one.state == (isOpen ? .expired : state))
    one = challenge(state)
    one.supersede()
    #expect(one.state == (isOpen ? .superseded : state))
    one = challenge(state)
    one.expire()
    #expect(one.state == (isOpen ? .expired : state))
    for isRight in [true, false] {
      one = challenge(state)
      let verdict = one.offer(isRight: isRight, for: Self.subject, at: 2_000)
      #expect(verdict == (isOpen ? (isRight ? .right : .wrong(triesLeft: 4)) : verdicts[state]))
      #expect(one.state == (isOpen ? (isRight ? .used : .open) : state))
    }
  }

  @Test("a million guesses at five tries each succeed at most eight times, and closed ones never")
  func guesses() {
    var generator = SeededGenerator.printed()
    var successes = 0
    var guesses = 0
    while guesses < 1_000_000 {
      let code = OneTimeCode(length: 6, using: &generator)
      var challenge = Challenge(Self.subject, issuedAt: 0, policy: Self.policy)
      var verdict = CodeVerdict.wrong(triesLeft: 5)
      while case .wrong = verdict {
        let guess = OneTimeCode(length: 6, using: &generator)
        verdict = challenge.offer(isRight: guess == code, for: Self.subject, at: 1)
        guesses += 1
      }
      if verdict == .right { successes += 1 }
      let again = challenge.offer(isRight: true, for: Self.subject, at: 1)
      #expect(again != .right)
    }
    // One is expected; more than eight come once in a million seeds.
    #expect(successes <= 8, "seed \(generator.seed)")
  }
}
