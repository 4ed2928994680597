internal import CounterRules
internal import KioskProtocol
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit
internal import Sealing

/// Issuing and confirming codes, and releasing numbers.
extension OpenArchive {
  /// Seconds that a notice may wait for the gateway.
  private static let noticeLife = 86_400

  func number(_ visit: NumberVisit) throws(KioskFailure) -> NumberOnFile {
    try visiting(visit) { visitor throws(KioskFailure) in
      Answered(try self.number(of: visitor), "shown")
    }
  }

  func issue(_ order: CodeOrder) throws(KioskFailure) -> NumberOnFile {
    try visiting(order.visit) { visitor throws(KioskFailure) in
      let lookup = try self.keys.lookup(order.number)
      if let refusal = try self.refusal(of: lookup, for: order.purpose, to: visitor) {
        return Answered(refusing: refusal)
      }
      try self.refuseFlood(order, lookup: lookup, of: visitor)
      let person = visitor.person
      try told(try self.db.supersedeChallenges(of: person.row, for: order.purpose))
      let subject = CodeSubject(document: person.subject, number: lookup.newest, purpose: order.purpose)
      let challenge = Challenge(subject, issuedAt: visitor.now, policy: order.policy)
      let digits = Array(order.number.digits.disclosed().utf8)
      let sealed = try self.key(of: person).seal(
        digits, for: .challenge(id: order.message, person: person.id))
      var row = ChallengeRow(
        row: 0, id: order.message, number: lookup.newest, sealed: sealed, purpose: order.purpose,
        subject: try self.keys.own.subject(person: person.id, number: order.number), code: [],
        state: challenge.state, wrongTries: challenge.wrongTries, issued: visitor.now, ends: challenge.endsAt)
      row.code = try self.keys.own.hash(order.code, of: row)
      try told(try self.db.insert(row, person: person.row, entry: order.visit.entry))
      let text = MessageText.code(
        order.code, for: order.purpose, life: order.policy.life, in: visitor.document.messageLanguage)
      try self.queue(
        OutgoingMessage(id: order.message, number: order.number, text: text), kind: .code,
        ends: challenge.endsAt, entry: order.visit.entry)
      return Answered(try self.number(of: visitor, limits: order.limits), "issued")
    }
  }

  func confirm(_ answer: CodeAnswer) throws(KioskFailure) -> NumberOnFile {
    try confirm(answer) { (row, visitor) throws(KioskFailure) in
      try self.bind(row, to: visitor, answer)
      let outcome =
        switch answer.purpose {
        case .change: "changed"
        case .register: "registered"
        case .bind, .signIn: "bound"
        }
      return Answered(try self.number(of: visitor), outcome)
    }
  }

  /// Does what the code is good for where it is right, in the same transaction.
  func confirm<Value>(
    _ answer: CodeAnswer, _ act: (ChallengeRow, Visitor) throws(KioskFailure) -> Answered<Value>
  ) throws(KioskFailure) -> Value {
    try visiting(answer.visit) { visitor throws(KioskFailure) in
      let lookup = try answer.number.map { number throws(KioskFailure) in try self.keys.lookup(number) }
      guard let row = try told(try self.db.newestChallenge(of: visitor.person.row, for: answer.purpose))
      else {
        return Answered(refusing: .codeNone)
      }
      let own = row.subject(of: visitor.person)
      var said = own
      if let lookup, !lookup.holds(row.number) { said.number = lookup.newest }
      let hash = try self.keys.own.hash(answer.code, of: row)
      let number = try self.keys.lookup(try self.number(of: row, of: visitor.person))
      if let refusal = try self.refusal(of: number, for: answer.purpose, to: visitor),
        row.state == .open
      {
        return Answered(refusing: refusal)
      }
      var challenge = Challenge(own, endsAt: row.ends, state: row.state, wrongTries: row.wrongTries)
      let verdict = challenge.offer(
        isRight: HMACSHA256.isEqual(hash, row.code), for: said, at: visitor.now)
      try told(try self.db.update(row.row, state: challenge.state, wrongTries: challenge.wrongTries))
      switch verdict {
      case .right: break
      case .wrong(let left): return Answered(refusing: .codeWrong, detail: left)
      case .locked: return Answered(refusing: .codeLocked)
      case .expired: return Answered(refusing: .codeExpired)
      case .used: return Answered(refusing: .codeUsed)
      case .superseded: return Answered(refusing: .codeSuperseded)
      case .otherSubject: return Answered(refusing: .codeNone)
      }
      return try act(row, visitor)
    }
  }

  func release(_ release: NumberRelease) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in
      let now = try self.count(to: release.clock, at: release.entry.at)
      let person = try self.row(id: release.person)
      guard let binding = try told(try db.binding(of: person.row)) else { throw KioskFailure(.phoneNone) }
      let language = try self.content(try self.currentVersion(of: person), of: person).document
        .messageLanguage
      try self.end(
        binding, of: person, by: "release", now: now, entry: release.entry, notice: release.notice,
        text: MessageText.numberReleased(in: language))
      // A code to change a number that is gone would change nothing.
      try told(try db.supersedeChallenges(of: person.row, for: nil))
      try self.note(release.entry, about: person, outcome: "released")
    }
  }

  /// Why the number may not become the visitor's, whatever the code.
  private func refusal(
    of number: LookupValue, for purpose: CodePurpose, to visitor: Visitor
  ) throws(KioskFailure) -> FailureReason? {
    let own = try told(try db.binding(of: visitor.person.row))
    switch (purpose, own) {
    case (.bind, _?): return .phoneAlreadyBound
    case (.change, nil): return .phoneNone
    case (.register, let own?): return own.refusalToRegister
    // The one number that a code to sign in may go to.
    case (.signIn, let own): return own.map { number.holds($0.number) } == true ? nil : .portalNotTogether
    case (.bind, nil), (.change, _?), (.register, nil): break
    }
    guard let holder = try told(try db.binding(on: number)) else { return nil }
    return holder.person == visitor.person.row ? .phoneSame : .phoneTaken
  }

  /// Throws rather than notes: a flood must not fill the audit trail.
  private func refuseFlood(_ order: CodeOrder, lookup: LookupValue, of visitor: Visitor) throws(KioskFailure)
  {
    let entry = order.visit.entry
    var waits: [(IssueScope, Int)] = []
    for scope in IssueScope.allCases {
      let keys: [Value]
      switch scope {
      case .number: keys = lookup.values
      case .person: keys = [.integer(visitor.person.row), .integer(visitor.person.row)]
      case .clerk:
        guard entry.party.clerkName != nil else { continue }
        keys = [.text(entry.party.auditName), .text(entry.party.auditName)]
      // A portal's people are all over the city; how often it may ask is limited elsewhere.
      case .window where entry.party.isPortal: continue
      case .window: keys = [.text(entry.window), .text(entry.window)]
      }
      waits.append((scope, try wait(in: scope, keys, now: visitor.now, order.limits)))
    }
    guard let longest = waits.map(\.1).max(), longest > 0 else { return }
    // Up to a minute somebody waits at the window; longer than that it is another day's work.
    let reason: FailureReason = longest <= 60_000 ? .codeTooSoon : .codeTooMany
    throw KioskFailure(reason, detail: Self.seconds(longest))
  }

  private func bind(_ row: ChallengeRow, to visitor: Visitor, _ answer: CodeAnswer) throws(KioskFailure) {
    let (person, entry) = (visitor.person, answer.visit.entry)
    let number = try number(of: row, of: person)
    if let old = try told(try db.binding(of: person.row)) {
      try end(
        old, of: person, by: "change", now: visitor.now, entry: entry, notice: answer.notice,
        text: MessageText.numberReplaced(in: visitor.document.messageLanguage))
    }
    let binding = BindingRow(
      row: 0, person: person.row, challenge: row.row, number: try keys.lookup(number).newest,
      sealed: try key(of: person).seal(
        Array(number.digits.disclosed().utf8), for: .binding(person: person.id, challenge: row.row)),
      origin: answer.purpose == .register ? .selfRegistration : .counter,
      isFaceConfirmed: answer.isFaceConfirmed, beganAt: entry.at)
    do throws(DatabaseError) { try db.insert(binding, began: visitor.now) } catch {
      // The database has the last word on who was first.
      throw error.kind == .constraint ? KioskFailure(.phoneTaken) : KioskFailure(error)
    }
    try told(try db.supersedeChallenges(of: person.row, for: nil))
  }

  private func end(
    _ binding: BindingRow, of person: PersonRow, by act: String, now: Int, entry: AuditEntry, notice: String,
    text: Personal<String>
  ) throws(KioskFailure) {
    let number = try number(of: binding, of: person)
    try told(try db.end(binding.row, by: act, ended: now, at: entry.at))
    try queue(
      OutgoingMessage(id: notice, number: number, text: text), kind: .notice,
      ends: now + Self.noticeLife * 1_000, entry: entry)
  }
}

extension BindingRow {
  /// Why somebody who has it need not register.
  var refusalToRegister: FailureReason {
    switch origin {
    case .counter: .registrationBoundAtCounter
    case .selfRegistration: .registrationExists
    }
  }
}

extension ActingParty {
  fileprivate var isPortal: Bool {
    if case .portal = self { true } else { false }
  }
}
