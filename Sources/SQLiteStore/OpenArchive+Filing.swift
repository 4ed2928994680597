internal import Bytes
internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import SQLiteKit
internal import Sealing

extension OpenArchive {
  /// Files a reading in one transaction, durable when it returns (docs/counter-rules.md).
  func file(_ filing: FilingRequest) throws(KioskFailure) -> FilingResult {
    let key = try filing.key()
    let lookup = try keys.lookup(key)
    return try db.transaction(wrap: KioskFailure.init) { _ throws(KioskFailure) in
      try self.file(filing, lookup: lookup)
    }
  }

  /// Files a reading inside a transaction that somebody began.
  func file(_ filing: FilingRequest, lookup: [UInt8]) throws(KioskFailure) -> FilingResult {
    if let earlier = try told(try db.filing(session: filing.origin.session)) {
      return try FilingResult(earlier)
    }
    let result: FilingResult
    if let person = try told(try db.person(lookup: lookup)) {
      result = try file(filing, beside: person)
    } else {
      result = try fileNew(filing, lookup: lookup)
    }
    try note(
      filing.entry(filing.origin.isTyped ? .typeDocument : .fileCard), lookup: lookup,
      outcome: result.outcome.rawValue)
    return result
  }

  /// What `file` would do.
  func compare(
    _ filing: FilingRequest, shownTo entry: AuditEntry?
  ) throws(KioskFailure) -> FilingComparison {
    let lookup = try keys.lookup(try filing.key())
    return try db.transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      guard let person = try told(try db.person(lookup: lookup)) else {
        return FilingComparison(outcome: .filed, changed: [], findings: [], current: nil)
      }
      let decision = FilingRule.decide(reading: filing.values, kept: try self.kept(of: person))
      if let entry { try self.note(entry, lookup: lookup, outcome: decision.outcome.rawValue) }
      return FilingComparison(
        outcome: decision.outcome, changed: decision.changed, findings: decision.findings,
        current: try self.person(person).current)
    }
  }

  /// Writes a line of the audit trail about the document with this look-up value.
  func note(_ entry: AuditEntry, lookup: [UInt8]?, outcome: String?) throws(KioskFailure) {
    var whom: [UInt8]?
    if let lookup { whom = try keys.auditID(ofLookup: lookup) }
    try told(try db.note(entry, whom: whom, outcome: outcome))
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

  private func fileNew(_ filing: FilingRequest, lookup: [UInt8]) throws(KioskFailure) -> FilingResult {
    let decision = FilingRule.decide(reading: filing.values, kept: [])
    guard decision.outcome == .filed, let values = decision.newVersion else {
      throw KioskFailure(.serviceInternal)
    }
    let id: String
    do { id = Hex.encode(try Randomness.bytes(16)).lowercased() } catch { throw KioskFailure(error) }
    let row = try told(try db.insertPerson(id: id, lookup: lookup, current: 1))
    let person = PersonRow(row: row, id: id, lookup: lookup, current: 1)
    try insert(values, number: 1, of: person, from: filing)
    return try record(decision, of: person, version: 1, from: filing)
  }

  private func file(_ filing: FilingRequest, beside person: PersonRow) throws(KioskFailure) -> FilingResult {
    var kept = try self.kept(of: person)
    let decision = FilingRule.decide(reading: filing.values, kept: kept)
    if decision.outcome == .conflict { return try keep(decision, lookup: person.lookup, from: filing) }
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
    let sealed = try keys.seal(content, for: .version(person: person.id, number: number))
    try told(try db.insertVersion(VersionRow(number: number, sealed: sealed), of: person.row))
    try noteNames(of: content.document, person: person.row)
  }

  private func record(
    _ decision: FilingDecision, of person: PersonRow, version: Int, from filing: FilingRequest
  ) throws(KioskFailure) -> FilingResult {
    try told(
      try db.insertReading(
        filing.origin, person: person.row, version: version, outcome: decision.outcome.rawValue,
        changed: decision.changed.stored, findings: decision.findings.stored))
    return FilingResult(
      outcome: decision.outcome, person: person.id, version: version, changed: decision.changed,
      findings: decision.findings)
  }

  private func keep(
    _ decision: FilingDecision, lookup: [UInt8], from filing: FilingRequest
  ) throws(KioskFailure) -> FilingResult {
    let content = SealedContent(filing.values, from: filing)
    let sealed = try keys.seal(content, for: .conflict(session: filing.origin.session))
    try told(
      try db.insertConflict(
        filing.origin, lookup: lookup, changed: decision.changed.stored,
        findings: decision.findings.stored, sealed: sealed))
    return FilingResult(
      outcome: .conflict, person: nil, version: nil, changed: decision.changed, findings: decision.findings)
  }
}

extension FilingRequest {
  /// The line of the audit trail for what is done with this reading.
  fileprivate func entry(_ act: Act) -> AuditEntry {
    AuditEntry(at: origin.readAt, window: origin.window, party: party, act: act, session: origin.session)
  }
}

extension SealedContent {
  fileprivate init(_ values: FiledValues, from filing: FilingRequest) {
    self.init(
      document: values.document, photoBlock: values.portraitBlock ?? Personal([]),
      textBlock: filing.textBlock, findings: filing.findings)
  }

  fileprivate var values: FiledValues {
    FiledValues(
      document: document, portraitBlock: photoBlock.disclosed().isEmpty ? nil : photoBlock)
  }
}
