internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit
internal import Sealing

/// What the calls about a person's number have in common.
extension OpenArchive {
  /// A person whose document is at hand, or who knows what it says, at one counted moment.
  struct Visitor {
    var person: PersonRow
    var document: IdentityDocument
    var now: Int
  }

  /// What came of looking at a visit: somebody, or a refusal that is noted; and how the audit trail names whom it is about.
  struct Admitted {
    var visitor: Result<Visitor, KioskFailure>
    var whom: [UInt8]
  }

  /// Runs `body` for the visitor in one transaction; a refusal it returns is noted and kept, unlike one it throws.
  func visiting<Value>(
    _ visit: NumberVisit, _ body: (Visitor) throws(KioskFailure) -> Answered<Value>
  ) throws(KioskFailure) -> Value {
    let answered = try transaction { _ throws(KioskFailure) in
      let now = try self.count(to: visit.clock, at: visit.entry.at)
      let admitted = try self.admit(visit, now: now)
      let answered: Answered<Value>
      switch admitted.visitor {
      case .success(let visitor): answered = try body(visitor)
      case .failure(let failure): answered = Answered(refusing: failure.reason)
      }
      try self.note(visit.entry, whom: admitted.whom, outcome: answered.outcome)
      return answered
    }
    return try answered.result.get()
  }

  /// A result and what the audit trail says of it.
  struct Answered<Value> {
    var result: Result<Value, KioskFailure>
    var outcome: String

    init(_ value: Value, _ outcome: String) {
      result = .success(value)
      self.outcome = outcome
    }

    init(refusing reason: FailureReason, detail: Int? = nil) {
      result = .failure(KioskFailure(reason, detail: detail))
      outcome = reason.rawValue
    }
  }

  /// Whose visit this is; throws what a document at the counter is not good for.
  private func admit(_ visit: NumberVisit, now: Int) throws(KioskFailure) -> Admitted {
    let (person, document): (PersonRow, IdentityDocument)
    switch visit.proof {
    case .seen(let id): (person, document) = try seen(id, on: visit.today)
    case .card(let values): (person, document) = try shown(values, on: visit.today)
    case .stated(let stated, let client):
      return try examine(stated, .document, for: client, visit.entry, now: now).admitted(now)
    case .registered(let key, let number, let isPictureRight, let client):
      return try admit(key, number, isPictureRight: isPictureRight, for: client, visit.entry, now: now)
    }
    return Admitted(
      visitor: .success(Visitor(person: person, document: document, now: now)),
      whom: try key(of: person).auditID())
  }

  private func seen(
    _ id: String, on today: CalendarDate
  ) throws(KioskFailure) -> (PersonRow, IdentityDocument) {
    let person = try row(id: id)
    let document = try content(try currentVersion(of: person), of: person).document
    // A document with a chip is read again: an eye sees neither whose it is nor that a later one is on file.
    guard document.kind.isTyped else { throw KioskFailure(.documentNotTyped) }
    if CardStanding.isOver(document, on: today) { throw KioskFailure(.documentExpired) }
    return (person, document)
  }

  private func shown(
    _ values: FiledValues, on today: CalendarDate
  ) throws(KioskFailure) -> (PersonRow, IdentityDocument) {
    guard let key = DocumentKey(values.document) else { throw KioskFailure(.personUnknown) }
    let lookup = try keys.lookup(key)
    guard let first = try told(try db.person(lookup: lookup)) else { throw KioskFailure(.personUnknown) }
    let (person, _, kept) = try fitting(values, first)
    switch CardStanding(of: values, kept: kept, today: today) {
    case .good: return (person, values.document)
    case .notOnFile: throw KioskFailure(.personUnknown)
    case .conflicting: throw KioskFailure(.documentConflicting)
    case .older: throw KioskFailure(.documentOlder)
    case .expired: throw KioskFailure(.documentExpired)
    }
  }

  /// What is on file of the visitor's number, for the limits that hold.
  func number(of visitor: Visitor, limits: IssueLimits = IssueLimits()) throws(KioskFailure) -> NumberOnFile {
    let person = visitor.person
    let binding = try told(try db.binding(of: person.row))
    let challenge = try told(try db.newestChallenge(of: person.row, for: nil))
    return NumberOnFile(
      person: person.id,
      bound: try binding.map { binding throws(KioskFailure) in
        try bound(binding, of: person)
      },
      waiting: try challenge.flatMap { challenge throws(KioskFailure) in
        try waiting(challenge, of: visitor, limits: limits)
      },
      warnings: try warnings(
        about: try challenge.map { challenge throws(KioskFailure) in
          try keys.lookup(try self.number(of: challenge, of: person))
        }, of: visitor))
  }

  /// The number of a live binding.
  func number(of binding: BindingRow, of person: PersonRow) throws(KioskFailure) -> MobileNumber {
    let place = SealedPlace.binding(person: person.id, challenge: binding.challenge)
    return try mobileNumber(try key(of: person).open(binding.sealed, from: place), lookup: binding.number)
  }

  /// The number of a challenge.
  func number(of challenge: ChallengeRow, of person: PersonRow) throws(KioskFailure) -> MobileNumber {
    let place = SealedPlace.challenge(id: challenge.id, person: person.id)
    return try mobileNumber(try key(of: person).open(challenge.sealed, from: place), lookup: challenge.number)
  }

  /// What the clerk should know before the visitor's number becomes the one with this look-up value.
  private func warnings(about number: LookupValue?, of visitor: Visitor) throws(KioskFailure)
    -> [NumberWarning]
  {
    let (person, now) = (visitor.person.row, visitor.now)
    var warnings: [NumberWarning] = []
    if let number {
      let since = now - NumberWarning.recently
      if try told(try db.endings(on: number, exceptOf: person, since: since)) > 0 {
        warnings.append(.boundElsewhereRecently)
      }
      if try told(try db.attempts(on: number, since: now - 86_400_000)) >= NumberWarning.attempts {
        warnings.append(.manyAttempts)
      }
    }
    if try told(try db.beginnings(of: person, since: now - NumberWarning.often)) >= NumberWarning.changes {
      warnings.append(.changedOften)
    }
    return warnings
  }

  private func bound(_ binding: BindingRow, of person: PersonRow) throws(KioskFailure) -> NumberOnFile.Bound {
    NumberOnFile.Bound(
      number: try number(of: binding, of: person), since: binding.beganAt,
      isFaceConfirmed: binding.isFaceConfirmed)
  }

  private func waiting(
    _ row: ChallengeRow, of visitor: Visitor, limits: IssueLimits
  ) throws(KioskFailure) -> NumberOnFile.Waiting? {
    guard row.state != .used else { return nil }
    var challenge = Challenge(
      row.subject(of: visitor.person), endsAt: row.ends, state: row.state, wrongTries: row.wrongTries)
    challenge.see(visitor.now)
    let message = try told(try db.message(row.id))
    let number = try number(of: row, of: visitor.person)
    let milliseconds = try wait(in: .number, try keys.lookup(number).values, now: visitor.now, limits)
    return NumberOnFile.Waiting(
      number: number, purpose: row.purpose, state: challenge.state,
      secondsLeft: challenge.state == .open ? Self.seconds(row.ends - visitor.now) : 0,
      triesLeft: challenge.state == .open ? Challenge.tries - challenge.wrongTries : 0,
      secondsToNext: Self.seconds(milliseconds), message: message?.number ?? 0,
      delivery: message?.delivery ?? Delivery(.unknown))
  }

  /// The milliseconds until a code may be issued again in a scope.
  func wait(
    in scope: IssueScope, _ keys: [Value], now: Int, _ limits: IssueLimits
  ) throws(KioskFailure) -> Int {
    let reach = limits.reach(of: scope)
    let issued = try told(
      try db.issued(scope, keys, since: now - reach.milliseconds, count: reach.count))
    return limits.wait(in: scope, issued: issued, now: now)
  }

  /// Whole seconds, rounded up: after so many it is certainly so.
  static func seconds(_ milliseconds: Int) -> Int { (max(milliseconds, 0) + 999) / 1_000 }

  private func mobileNumber(_ plain: [UInt8], lookup: [UInt8]) throws(KioskFailure) -> MobileNumber {
    guard let number = MobileNumber(Personal(String(decoding: plain, as: UTF8.self))),
      try keys.lookup(number).holds(lookup)
    else { throw KioskFailure(.archiveDamaged) }
    return number
  }
}

extension ChallengeRow {
  /// What the challenge is bound to.
  func subject(of person: PersonRow) -> CodeSubject {
    CodeSubject(document: person.subject, number: number, purpose: purpose)
  }
}

extension PersonRow {
  /// What a code is bound to: the person, whatever the look-up key.
  var subject: [UInt8] { Array(id.utf8) }
}

extension IdentityDocument {
  /// The language of messages to the holder.
  var messageLanguage: MessageText.Language {
    switch kind {
    case .foreignPermanentResidentCard2017, .foreignPermanentResidentCard2023, .foreignPassport: .english
    case .residentIdentityCard, .hkMacaoTaiwanResidencePermit, .unknown, .militaryOfficerCard,
      .hkMacaoReturnPermit, .taiwanCompatriotPermit:
      .chinese
    }
  }
}
