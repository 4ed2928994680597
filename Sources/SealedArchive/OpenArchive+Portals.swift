internal import CounterRules
internal import DatabaseKit
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData

/// Statements of people at home, and their sessions (docs/portals.md).
extension OpenArchive {
  /// Somebody or nobody, found by the same work.
  private struct Found {
    var person: PersonRow?
    /// The current version's, or the stand-in's.
    var document: IdentityDocument
    /// How the audit trail names whom it is about.
    var whom: [UInt8]
  }

  /// What looking at a statement gave.
  struct Examined {
    /// `nil` where the document is not on file.
    var person: PersonRow?
    var document: IdentityDocument
    var whom: [UInt8]
    /// In the stand-in's place they say nothing.
    var differences: [StatedDifference]
    /// The live binding.
    var binding: BindingRow?

    /// Whoever may go on, or why not, in the order of docs/portals.md §3.
    func admitted(_ now: Int) -> Admitted {
      Admitted(visitor: visitor(now), whom: whom)
    }

    private func visitor(_ now: Int) -> Result<Visitor, KioskFailure> {
      guard let person else { return .failure(KioskFailure(.registrationNotRead)) }
      guard differences.isEmpty else { return .failure(KioskFailure(.registrationDiffers)) }
      if let binding { return .failure(KioskFailure(binding.refusalToRegister)) }
      return .success(Visitor(person: person, document: document, now: now))
    }
  }

  func check(_ check: StatementCheck) throws(KioskFailure) -> [StatedDifference] {
    let answered = try transaction { _ throws(KioskFailure) in
      let now = try self.count(to: check.clock, at: check.entry.at)
      let examined = try self.examine(check.stated, check.stage, for: check.client, check.entry, now: now)
      let answered = Self.answer(examined, check.stage)
      try self.note(check.entry, whom: examined.whom, outcome: answered.outcome)
      return answered
    }
    return try answered.result.get()
  }

  private static func answer(
    _ examined: Examined, _ stage: StatedDocument.Stage
  ) -> Answered<[StatedDifference]> {
    if examined.person == nil { return Answered(refusing: .registrationNotRead) }
    guard examined.differences.isEmpty else {
      return Answered(examined.differences, FailureReason.registrationDiffers.rawValue)
    }
    // A name and a number are known to many: they do not open what is registered.
    if stage == .document, let binding = examined.binding {
      return Answered(refusing: binding.refusalToRegister)
    }
    return Answered([], "passed")
  }

  /// Looks at a statement; every step is taken for a document that is not on file as well.
  func examine(
    _ stated: StatedDocument, _ stage: StatedDocument.Stage, for client: PortalClient, _ entry: AuditEntry,
    now: Int
  ) throws(KioskFailure) -> Examined {
    let found = try find(kind: stated.kind, number: stated.number, for: client, entry, now: now) {
      (_, document) in StatementRule.differences(of: stated, at: stage, from: document).isEmpty
    }
    let binding = try told(try db.binding(of: found.person?.row ?? 0))
    return Examined(
      person: found.person, document: found.document, whom: found.whom,
      differences: StatementRule.differences(of: stated, at: stage, from: found.document), binding: binding)
  }

  /// Somebody who signs in: the pair of numbers is looked at before the picture's letters.
  func admit(
    _ key: DocumentKey, _ number: MobileNumber, isPictureRight: Bool, for client: PortalClient,
    _ entry: AuditEntry, now: Int
  ) throws(KioskFailure) -> Admitted {
    let lookup = try keys.lookup(number)
    let binding = try told(try db.binding(on: lookup))
    let found = try find(kind: key.kind, number: key.number, for: client, entry, now: now) { (person, _) in
      person.row == binding?.person
    }
    let refusal: FailureReason
    if let person = found.person, let binding, binding.person == person.row {
      if isPictureRight {
        let visitor = Visitor(person: person, document: found.document, now: now)
        return Admitted(visitor: .success(visitor), whom: found.whom)
      }
      refusal = .portalPictureWrong
    } else {
      refusal = .portalNotTogether
    }
    return Admitted(visitor: .failure(KioskFailure(refusal)), whom: found.whom)
  }

  func signIn(_ signIn: PortalSignIn) throws(KioskFailure) -> PortalSession {
    guard case .registered(_, _, _, let client) = signIn.answer.visit.proof, signIn.answer.purpose == .signIn
    else { throw KioskFailure(.requestBadParameters) }
    return try confirm(signIn.answer) { (_, visitor) throws(KioskFailure) in
      guard let binding = try told(try self.db.binding(of: visitor.person.row)) else {
        return Answered(refusing: .portalNotTogether)
      }
      try told(try self.db.deleteSessions(over: visitor.now))
      try told(
        try self.db.insertSession(
          signIn.digest, binding: binding.row, portal: client.portal, ends: visitor.now + signIn.life * 1_000)
      )
      return Answered(PortalSession(person: visitor.person.id, secondsLeft: signIn.life), "signedIn")
    }
  }

  /// Writes nothing: a portal asks at every page.
  func session(
    _ digest: [UInt8], of portal: UInt32, clock: ClockReading
  ) throws(KioskFailure) -> PortalSession {
    var counted = try told(try db.countedTime()) ?? CountedClock(clock)
    guard counted.advance(to: clock), let row = try told(try db.session(digest, of: portal)),
      row.ends > counted.latest
    else { throw KioskFailure(.portalSessionOver) }
    return PortalSession(person: row.person, secondsLeft: Self.seconds(row.ends - counted.latest))
  }

  func endSession(
    _ digest: [UInt8], of portal: UInt32, by entry: AuditEntry, clock: ClockReading
  ) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in
      let now = try self.count(to: clock, at: entry.at)
      guard let row = try told(try db.session(digest, of: portal)), row.ends > now else {
        throw KioskFailure(.portalSessionOver)
      }
      try told(try db.deleteSession(row.row))
      try self.note(entry, about: try self.row(id: row.person), outcome: "signedOut")
    }
  }

  /// Counts a try and finds whose document it is about; of several people with one number the one who fits.
  private func find(
    kind: DocumentKind, number: Personal<String>, for client: PortalClient, _ entry: AuditEntry, now: Int,
    fits: (PersonRow, IdentityDocument) -> Bool
  ) throws(KioskFailure) -> Found {
    guard let key = DocumentKey(kind: kind, number: number) else { throw KioskFailure(.documentNumberBlank) }
    try takeTry(of: key, for: client, entry.act, now: now)
    // A key that is still at hand would spare the work of unwrapping it.
    forgetKey()
    defer { forgetKey() }
    let standIn = try nobody()
    let lookup = try keys.lookup(key)
    let found = try told(try db.person(lookup: lookup))
    let person = found ?? standIn.person
    let version = try told(try db.version(of: person.row, number: person.current))
    guard found == nil || version != nil else { throw KioskFailure(.archiveDamaged) }
    let document = try document(version ?? standIn.version, of: person)
    let namesakes = try self.namesakes(of: person, key)
    if !namesakes.isEmpty, !fits(person, document) {
      for other in namesakes {
        let document = try self.document(try currentVersion(of: other), of: other)
        guard fits(other, document) else { continue }
        return Found(person: other, document: document, whom: try self.key(of: other).auditID())
      }
    }
    let (known, stranger) = (try self.key(of: person).auditID(), try keys.auditID(of: key))
    return Found(person: found, document: document, whom: found == nil ? stranger : known)
  }

  /// Throws rather than notes where there were too many: a flood must not fill the audit trail.
  private func takeTry(
    of key: DocumentKey, for client: PortalClient, _ act: Act, now: Int
  ) throws(KioskFailure) {
    let one = TryRow(
      act: act, number: try keys.own.tried(key), client: try keys.own.tried(client), portal: client.portal,
      tried: now)
    var longest = 0
    for scope in TryScope.allCases {
      for limit in client.limits.limits(of: scope) {
        let deciding = try told(try db.tried(scope, with: one, place: limit.count))
        longest = max(longest, TryLimits.wait(for: limit, deciding: deciding, now: now))
      }
    }
    guard longest == 0 else { throw KioskFailure(.portalTooMany, detail: Self.seconds(longest)) }
    try told(try db.deleteTries(before: now - TryLimits.memory))
    try told(try db.insert(one))
  }

  private func nobody() throws(KioskFailure) -> StandIn {
    if let standIn, standIn.madeUnder == keys.versions { return standIn }
    let made = try StandIn(keys)
    standIn = made
    return made
  }
}
