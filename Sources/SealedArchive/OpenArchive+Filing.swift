internal import Bytes
internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit
internal import Sealing

extension OpenArchive {
  /// Files a reading in one transaction, durable when it returns (docs/counter-rules.md).
  func file(_ filing: FilingRequest) throws(KioskFailure) -> FilingResult {
    let key = try filing.key()
    return try transaction { _ throws(KioskFailure) in
      try self.file(filing, lookup: try self.keys.lookup(key))
    }
  }

  /// Files all of them in one transaction, or none.
  func file(_ filings: [FilingRequest]) throws(KioskFailure) {
    try transaction { _ throws(KioskFailure) in
      for filing in filings { _ = try self.file(filing, lookup: try self.keys.lookup(try filing.key())) }
    }
  }

  /// Files a reading inside a transaction that somebody began; `entry` is its line of the audit trail where another than
  /// who read it files it.
  func file(
    _ filing: FilingRequest, lookup: LookupValue, by entry: AuditEntry? = nil
  ) throws(KioskFailure) -> FilingResult {
    if let earlier = try told(try db.filing(session: filing.origin.session)) {
      return try FilingResult(earlier)
    }
    try refuseErased(filing)
    let result: FilingResult
    let person: PersonRow
    if let known = try told(try db.person(lookup: lookup)) {
      (result, person) = try file(filing, beside: known)
    } else {
      (result, person) = try fileNew(filing, lookup: lookup.newest)
    }
    try note(
      entry ?? filing.entry(filing.origin.isTyped ? .typeDocument : .fileCard), about: person,
      outcome: result.outcome.rawValue)
    return result
  }

  /// What `file` would do.
  func compare(
    _ filing: FilingRequest, shownTo entry: AuditEntry?
  ) throws(KioskFailure) -> FilingComparison {
    let key = try filing.key()
    return try transaction { db throws(KioskFailure) in
      try self.refuseErased(filing)
      let lookup = try self.keys.lookup(key)
      guard let first = try told(try db.person(lookup: lookup)) else {
        return FilingComparison(outcome: .filed, changed: [], findings: [], current: nil)
      }
      let (person, decision, _) = try self.fitting(filing.values, first)
      if let entry { try self.note(entry, about: person, outcome: decision.outcome.rawValue) }
      return FilingComparison(
        outcome: decision.outcome, changed: decision.changed, findings: decision.findings,
        current: try self.person(person).current)
    }
  }

  /// All kept versions of a person, as the rules compare them.
  func kept(of person: PersonRow) throws(KioskFailure) -> [FiledVersion] {
    var kept: [FiledVersion] = []
    for version in try told(try db.versions(of: person.row)) {
      let content = try self.content(version, of: person)
      kept.append(FiledVersion(version: version.number, values: content.values))
    }
    guard !kept.isEmpty else { throw KioskFailure(.archiveDamaged) }
    return kept
  }

  private func fileNew(
    _ filing: FilingRequest, lookup: [UInt8]
  ) throws(KioskFailure) -> (FilingResult, PersonRow) {
    let decision = FilingRule.decide(reading: filing.values, kept: [])
    guard decision.outcome == .filed, let values = decision.newVersion else {
      throw KioskFailure(.serviceInternal)
    }
    let id: String
    do { id = Hex.encode(try Randomness.bytes(16)).lowercased() } catch { throw KioskFailure(error) }
    let wrapped = try makeKey(ofPerson: id)
    let row = try told(try db.insertPerson(id: id, lookup: lookup, current: 1, wrapped: wrapped))
    let person = PersonRow(row: row, id: id, lookup: lookup, current: 1, wrapped: wrapped)
    try insert(values, number: 1, of: person, from: filing)
    return (try record(decision, of: person, version: 1, from: filing), person)
  }

  private func file(
    _ filing: FilingRequest, beside first: PersonRow
  ) throws(KioskFailure) -> (FilingResult, PersonRow) {
    let (person, decision, kept) = try fitting(filing.values, first)
    return (try file(filing, beside: person, decision, kept), person)
  }

  private func file(
    _ filing: FilingRequest, beside person: PersonRow, _ decision: FilingDecision, _ kept: [FiledVersion]
  ) throws(KioskFailure) -> FilingResult {
    var kept = kept
    if decision.outcome == .conflict { return try keep(decision, beside: person, from: filing) }
    if let repeated = decision.repeats {
      return try record(decision, of: person, version: repeated, from: filing)
    }
    guard let values = decision.newVersion else { throw KioskFailure(.serviceInternal) }
    let number = (kept.map(\.version).max() ?? 0) + 1
    try insert(values, number: number, of: person, from: filing)
    kept.append(FiledVersion(version: number, values: values))
    if let current = kept.current, current.version != person.current {
      try told(try db.setCurrent(current.version, of: person.row))
    }
    return try record(decision, of: person, version: number, from: filing)
  }

  private func insert(
    _ values: FiledValues, number: Int, of person: PersonRow, from filing: FilingRequest
  ) throws(KioskFailure) {
    let content = SealedContent(values, from: filing)
    let version = try sealed(content, number: number, of: person)
    try told(try db.insertVersion(version, of: person.row))
    try noteNames(of: content.document, person: person.row)
  }

  private func record(
    _ decision: FilingDecision, of person: PersonRow, version: Int, from filing: FilingRequest
  ) throws(KioskFailure) -> FilingResult {
    var reading = ReadingRow(
      origin: filing.origin, version: version, outcome: decision.outcome.rawValue,
      changed: decision.changed.stored, findings: decision.findings.stored)
    reading.mark = try key(of: person).mark(reading.place(of: person))
    try told(try db.insertReading(reading, person: person.row))
    return FilingResult(
      outcome: decision.outcome, person: person.id, version: version, changed: decision.changed,
      findings: decision.findings)
  }

  private func keep(
    _ decision: FilingDecision, beside person: PersonRow, from filing: FilingRequest
  ) throws(KioskFailure) -> FilingResult {
    let content = SealedContent(filing.values, from: filing)
    var conflict = ConflictRow(
      origin: filing.origin, person: person.id, changed: decision.changed.stored,
      findings: decision.findings.stored)
    let key: DataKey
    (key, conflict.wrapped) = try keys.makeDataKey(for: .conflictKey(session: filing.origin.session))
    conflict.sealed = try key.seal(content.encoded(), for: conflict.place)
    try told(try db.insertConflict(conflict, with: person.row))
    return FilingResult(
      outcome: .conflict, person: nil, version: nil, changed: decision.changed, findings: decision.findings)
  }
}

extension FilingRequest {
  /// The line of the audit trail for what is done with this reading.
  func entry(_ act: Act) -> AuditEntry {
    AuditEntry(at: origin.readAt, window: origin.window, party: party, act: act, session: origin.session)
  }
}

extension SealedContent {
  fileprivate init(_ values: FiledValues, from filing: FilingRequest) {
    self.init(
      document: values.document, photoBlock: values.portraitBlock ?? Personal([]),
      textBlock: filing.textBlock, findings: filing.findings)
  }

  /// As the rules compare them.
  var values: FiledValues {
    FiledValues(
      document: document, portraitBlock: photoBlock.disclosed().isEmpty ? nil : photoBlock)
  }
}
