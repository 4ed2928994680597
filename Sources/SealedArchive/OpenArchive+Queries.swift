internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit

extension OpenArchive {
  /// The most that one page of a list holds.
  static let longestPage = 500

  func person(_ row: PersonRow) throws(KioskFailure) -> ArchivedPerson {
    let versions = try told(try db.countVersions(of: row.row))
    return ArchivedPerson(
      id: row.id, versions: versions, current: try archived(try currentVersion(of: row), of: row))
  }

  /// What `look` finds of a person, with the line of the audit trail in the same transaction.
  func showing<Shown>(
    _ person: PersonRow, to entry: AuditEntry, _ look: (PersonRow) throws(KioskFailure) -> Shown
  ) throws(KioskFailure) -> Shown {
    try transaction { _ throws(KioskFailure) in
      try self.note(entry, about: person, outcome: nil)
      return try look(person)
    }
  }

  func history(_ person: PersonRow) throws(KioskFailure) -> [ArchivedVersion] {
    var history: [ArchivedVersion] = []
    for version in try told(try db.versions(of: person.row)).reversed() {
      history.append(try archived(version, of: person))
    }
    return history
  }

  func readings(_ person: PersonRow) throws(KioskFailure) -> [ArchivedReading] {
    var readings: [ArchivedReading] = []
    let key = try self.key(of: person)
    for row in try told(try db.readings(of: person.row)).reversed() {
      try prove(row, of: person, key)
      guard let outcome = FilingOutcome(rawValue: row.outcome) else { throw KioskFailure(.archiveDamaged) }
      readings.append(ArchivedReading(origin: row.origin, version: row.version, outcome: outcome))
    }
    return readings
  }

  func list(offset: Int, limit: Int) throws(KioskFailure) -> [PersonSummary] {
    let (offset, limit) = Self.page(offset, limit)
    var summaries: [PersonSummary] = []
    for person in try told(try db.persons(offset: offset, limit: limit)) {
      summaries.append(try summary(person))
    }
    return summaries
  }

  func summary(_ person: PersonRow) throws(KioskFailure) -> PersonSummary {
    let document = try document(try currentVersion(of: person), of: person)
    guard let lastReadAt = try told(try db.lastReadAt(of: person.row)) else {
      throw KioskFailure(.archiveDamaged)
    }
    return PersonSummary(
      id: person.id, kind: document.kind, number: document.number,
      name: document.shownName,
      versions: try told(try db.countVersions(of: person.row)), lastReadAt: lastReadAt)
  }

  func conflicts(offset: Int, limit: Int) throws(KioskFailure) -> [ArchivedConflict] {
    let (offset, limit) = Self.page(offset, limit)
    var conflicts: [ArchivedConflict] = []
    for row in try told(try db.conflicts(offset: offset, limit: limit)) {
      let content = try content(row)
      conflicts.append(
        ArchivedConflict(
          origin: row.origin, conflictingPerson: row.person, changed: .init(stored: row.changed),
          document: content.document, photoBlock: content.photoBlock, textBlock: content.textBlock,
          findings: content.findings))
    }
    return conflicts
  }

  private func archived(_ version: VersionRow, of person: PersonRow) throws(KioskFailure) -> ArchivedVersion {
    let content = try self.content(version, of: person)
    guard let reading = try told(try db.reading(making: version.number, of: person.row)) else {
      throw KioskFailure(.archiveDamaged)
    }
    try prove(reading, of: person, try key(of: person))
    return ArchivedVersion(
      number: version.number, isCurrent: version.number == person.current, document: content.document,
      photoBlock: content.photoBlock, textBlock: content.textBlock, findings: content.findings,
      origin: reading.origin)
  }

  static func page(_ offset: Int, _ limit: Int) -> (Int, Int) {
    (max(offset, 0), min(max(limit, 0), longestPage))
  }
}
