internal import CounterRules
internal import KioskProtocol
internal import PersonArchive
internal import DatabaseKit

/// What a supervisor does about a reading that contradicts the person on file.
extension OpenArchive {
  func conflict(session: String, shownTo entry: AuditEntry) throws(KioskFailure) -> ConflictPair {
    try transaction { _ throws(KioskFailure) in
      let (row, person) = try self.waiting(session)
      var entry = entry
      entry.session = session
      try self.note(entry, about: person, outcome: "shown")
      let content = try self.content(row)
      return ConflictPair(
        conflict: ArchivedConflict(
          origin: row.origin, conflictingPerson: row.person, changed: .init(stored: row.changed),
          document: content.document, photoBlock: content.photoBlock, textBlock: content.textBlock,
          findings: content.findings),
        person: try self.person(person))
    }
  }

  func settle(
    conflict session: String, _ settlement: ConflictSettlement, by entry: AuditEntry
  ) throws(KioskFailure) -> FilingResult {
    try transaction { db throws(KioskFailure) in
      let (row, person) = try self.waiting(session)
      let result: FilingResult
      switch settlement {
      case .takeNew: result = try self.take(row, into: person)
      case .newPerson: result = try self.makePerson(of: row, besides: person)
      case .keepOld:
        result = FilingResult(
          outcome: .unchanged, person: person.id, version: person.current, changed: [], findings: [])
      }
      try told(try db.deleteConflict(session: session))
      if settlement != .keepOld, let version = result.version {
        let owner = try result.person.map { id throws(KioskFailure) in try self.row(id: id) } ?? person
        try told(try db.setPerson(owner.row, version: version, ofSwipesIn: session))
        try self.bind(swipes: try told(try db.swipes(in: session)))
      }
      var entry = entry
      entry.session = session
      try self.note(entry, about: person, outcome: settlement.rawValue)
      return result
    }
  }

  private func waiting(_ session: String) throws(KioskFailure) -> (ConflictRow, PersonRow) {
    guard let row = try told(try db.conflict(session: session)), let id = row.person else {
      throw KioskFailure(.conflictUnknown)
    }
    return (row, try self.row(id: id))
  }

  /// Makes a version of a conflict; it holds if its validity starts last, as with any version.
  private func take(_ row: ConflictRow, into person: PersonRow) throws(KioskFailure) -> FilingResult {
    let content = try content(row)
    var kept = try kept(of: person)
    let number = (kept.map(\.version).max() ?? 0) + 1
    let version = try sealed(content, number: number, of: person)
    try told(try db.insertVersion(version, of: person.row))
    try noteNames(of: content.document, person: person.row)
    kept.append(FiledVersion(version: number, values: content.values))
    let current = kept.current?.version ?? number
    if current != person.current { try told(try db.setCurrent(current, of: person.row)) }
    let outcome = current == number ? FilingOutcome.renewed : .older
    var reading = ReadingRow(
      origin: row.origin, version: number, outcome: outcome.rawValue, changed: row.changed,
      findings: row.findings)
    reading.mark = try key(of: person).mark(reading.place(of: person))
    try told(try db.insertReading(reading, person: person.row))
    return FilingResult(
      outcome: outcome, person: person.id, version: number, changed: .init(stored: row.changed),
      findings: [])
  }
}
