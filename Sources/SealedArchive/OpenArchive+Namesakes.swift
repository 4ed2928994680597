internal import Bytes
internal import CounterRules
internal import DatabaseKit
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import Sealing

/// Two people can have one number: a supervisor says so of a conflict (docs/counter-rules.md §2).
extension OpenArchive {
  /// The others with the number of the person who had it first.
  func namesakes(of first: PersonRow, _ key: DocumentKey) throws(KioskFailure) -> [PersonRow] {
    let rows = try told(try db.namesakes(of: first.row))
    // A row that somebody moved beside another's number is nobody's.
    for row in rows where try !keys.lookup(key, of: row.id).holds(row.lookup) {
      throw KioskFailure(.archiveDamaged)
    }
    return rows
  }

  /// Who of those with one number these values are of, what filing them does, and that person's versions.
  ///
  /// Who had the number first, where they contradict everyone.
  func fitting(
    _ values: FiledValues, _ first: PersonRow
  ) throws(KioskFailure) -> (PersonRow, FilingDecision, [FiledVersion]) {
    let kept = try kept(of: first)
    let decision = FilingRule.decide(reading: values, kept: kept)
    guard decision.outcome == .conflict, let key = DocumentKey(values.document) else {
      return (first, decision, kept)
    }
    for person in try namesakes(of: first, key) {
      let kept = try self.kept(of: person)
      let decision = FilingRule.decide(reading: values, kept: kept)
      if decision.outcome != .conflict { return (person, decision, kept) }
    }
    return (first, decision, kept)
  }

  /// The person whom a reading fits; where nobody has a document of its kind, whoever has its number.
  func person(fitting values: FiledValues, shownTo entry: AuditEntry) throws(KioskFailure) -> ArchivedPerson {
    guard let number = values.document.number, let key = DocumentKey(values.document) else {
      throw KioskFailure(.documentNumberBlank)
    }
    let found = try transaction { db throws(KioskFailure) -> ArchivedPerson? in
      let lookup = try self.keys.lookup(key)
      var row = try told(try db.person(lookup: lookup))
      if let first = row { row = try self.fitting(values, first).0 }
      if row == nil { row = try self.rows(number: number).first }
      try self.note(entry, found: row, by: number)
      return try row.map { row throws(KioskFailure) in try self.person(row) }
    }
    guard let found else { throw KioskFailure(.personUnknown) }
    return found
  }

  /// Makes a person of a conflict, beside the one who has the number.
  func makePerson(of row: ConflictRow, besides person: PersonRow) throws(KioskFailure) -> FilingResult {
    let content = try content(row)
    guard let key = DocumentKey(content.document) else { throw KioskFailure(.archiveDamaged) }
    let number = try keys.lookup(key)
    let first = try told(try db.person(lookup: number))
    let id: String
    do { id = Hex.encode(try Randomness.bytes(16)).lowercased() } catch { throw KioskFailure(error) }
    let lookup = try keys.lookup(key, of: id).newest
    let wrapped = try makeKey(ofPerson: id)
    let at = try told(
      try db.insertPerson(
        id: id, lookup: lookup, current: 1, wrapped: wrapped, namesake: (first ?? person).row))
    let made = PersonRow(row: at, id: id, lookup: lookup, current: 1, wrapped: wrapped)
    let version = try sealed(content, number: 1, of: made)
    try told(try db.insertVersion(version, of: at))
    try noteNames(of: content.document, person: at)
    var reading = ReadingRow(
      origin: row.origin, version: 1, outcome: FilingOutcome.filed.rawValue, changed: "",
      findings: row.findings)
    reading.mark = try self.key(of: made).mark(reading.place(of: made))
    try told(try db.insertReading(reading, person: at))
    return FilingResult(outcome: .filed, person: id, version: 1, changed: [], findings: [])
  }
}
