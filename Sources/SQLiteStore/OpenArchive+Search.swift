internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import SQLiteKit

/// Finding persons; what was looked for stands in the audit trail, found or not.
extension OpenArchive {
  /// The person whose document of any kind has this number; throws `person.unknown`.
  func person(
    number: Personal<String>, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    let found = try db.transaction(wrap: KioskFailure.init) { _ throws(KioskFailure) -> ArchivedPerson? in
      let rows = try self.rows(number: number)
      try self.note(entry, found: rows.first, by: number)
      guard let row = rows.first else { return nil }
      return try self.person(row)
    }
    guard let found else { throw KioskFailure(.personUnknown) }
    return found
  }

  /// A page of the persons that `search` finds.
  func search(_ search: PersonSearch, shownTo entry: AuditEntry) throws(KioskFailure) -> PersonPage {
    try db.transaction(wrap: KioskFailure.init) { _ throws(KioskFailure) -> PersonPage in
      guard let number = search.number else { return try self.listed(search, entry) }
      var rows: [PersonRow] = []
      for row in try self.rows(number: number) {
        if try told(try self.db.fits(ReadingFilter(search), person: row.row)) { rows.append(row) }
      }
      try self.note(entry, found: rows.first, by: number)
      let (offset, limit) = Self.page(search.offset, search.limit)
      var persons: [PersonSummary] = []
      for row in rows.dropFirst(offset).prefix(limit) { persons.append(try self.summary(row)) }
      return PersonPage(persons: persons, total: rows.count)
    }
  }

  private func listed(_ search: PersonSearch, _ entry: AuditEntry) throws(KioskFailure) -> PersonPage {
    let filter = ReadingFilter(search)
    let total = try told(try db.count(filter))
    try note(entry, lookup: nil, outcome: "\(total)")
    let (offset, limit) = Self.page(search.offset, search.limit)
    var persons: [PersonSummary] = []
    for row in try told(try db.persons(filter, offset: offset, limit: limit)) {
      persons.append(try summary(row))
    }
    return PersonPage(persons: persons, total: total)
  }

  private func note(
    _ entry: AuditEntry, found person: PersonRow?, by number: Personal<String>
  ) throws(KioskFailure) {
    if let person {
      try note(entry, lookup: person.lookup, outcome: "found")
    } else {
      try note(entry, lookup: try likelyLookup(number), outcome: "unknown")
    }
  }

  /// Everyone with this number, by the kinds in their order.
  private func rows(number: Personal<String>) throws(KioskFailure) -> [PersonRow] {
    var rows: [PersonRow] = []
    for kind in DocumentKind.allCases where kind != .unknown {
      guard let key = DocumentKey(kind: kind, number: number) else { continue }
      let lookup = try keys.lookup(key)
      if let row = try told(try db.person(lookup: lookup)) { rows.append(row) }
    }
    return rows
  }

  /// What somebody who is not on file would be found by, if the number is of the kind that it looks like.
  private func likelyLookup(_ number: Personal<String>) throws(KioskFailure) -> [UInt8]? {
    let kind = NumberRule.kinds(of: number).first ?? .residentIdentityCard
    guard let key = DocumentKey(kind: kind, number: number) else { return nil }
    return try keys.lookup(key)
  }
}
