internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit

/// Finding persons; what was looked for stands in the audit trail, found or not.
extension OpenArchive {
  /// The person whose document of any kind has this number; throws `person.unknown`.
  func person(
    number: Personal<String>, mustBeAlone: Bool, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ArchivedPerson {
    let found = try transaction { _ throws(KioskFailure) -> Result<ArchivedPerson, KioskFailure> in
      let rows = try self.rows(number: number)
      if mustBeAlone, rows.count > 1, let first = rows.first {
        try self.note(entry, about: first, outcome: "several")
        return .failure(KioskFailure(.personSeveral))
      }
      try self.note(entry, found: rows.first, by: number)
      guard let row = rows.first else { return .failure(KioskFailure(.personUnknown)) }
      return .success(try self.person(row))
    }
    return try found.get()
  }

  /// A page of the persons that `search` finds.
  func search(_ search: PersonSearch, shownTo entry: AuditEntry) throws(KioskFailure) -> PersonPage {
    try transaction { _ throws(KioskFailure) -> PersonPage in
      var entry = entry
      entry.subject = search.parts
      let batch = try search.batch.map { id throws(KioskFailure) in try self.batchRow(id, in: .all).row }
      let filter = ReadingFilter(search, batch: batch)
      guard search.number != nil || search.mobile != nil else {
        return try self.listed(search, filter, entry)
      }
      let rows = try self.fitting(search, filter)
      if let number = search.number {
        try self.note(entry, found: rows.first, by: number)
      } else {
        try self.note(entry, about: rows.first, outcome: rows.isEmpty ? "unknown" : "found")
      }
      let (offset, limit) = Self.page(search.offset, search.limit)
      var persons: [PersonSummary] = []
      for row in rows.dropFirst(offset).prefix(limit) { persons.append(try self.summary(row)) }
      return PersonPage(persons: persons, total: rows.count)
    }
  }

  /// Makes a person be found by the names of a document.
  func noteNames(of document: IdentityDocument, person: Int) throws(KioskFailure) {
    for name in [document.name, document.englishName] {
      guard let key = name.flatMap(NameKey.init) else { continue }
      let lookup = try keys.lookup(key)
      try told(try db.insertName(lookup.newest, person: person))
    }
  }

  /// The few who have this number or mobile number, and whatever else was asked.
  private func fitting(
    _ search: PersonSearch, _ filter: ReadingFilter
  ) throws(KioskFailure) -> [PersonRow] {
    var rows: [PersonRow]?
    if let number = search.number { rows = try self.rows(number: number) }
    if let mobile = search.mobile {
      let lookup = try keys.lookup(mobile)
      let binding = try told(try db.binding(on: lookup))
      let holder = try binding.flatMap { binding throws(KioskFailure) in
        try told(try db.person(row: binding.person))
      }
      rows = (rows ?? holder.map { [$0] } ?? []).filter { $0.row == holder?.row }
    }
    let name = try nameKey(of: search)
    var fitting: [PersonRow] = []
    for row in rows ?? [] where try told(try db.fits(filter, named: name, person: row.row)) {
      fitting.append(row)
    }
    return fitting
  }

  private func listed(
    _ search: PersonSearch, _ filter: ReadingFilter, _ entry: AuditEntry
  ) throws(KioskFailure) -> PersonPage {
    let (offset, limit) = Self.page(search.offset, search.limit)
    let total: Int
    let rows: [PersonRow]
    if let name = try nameKey(of: search) {
      total = try told(try db.count(named: name, filter))
      rows = try told(try db.persons(named: name, filter, offset: offset, limit: limit))
    } else {
      total = try told(try db.count(filter))
      rows = try told(try db.persons(filter, offset: offset, limit: limit))
    }
    try note(entry, about: nil, outcome: "\(total)")
    var persons: [PersonSummary] = []
    for row in rows { persons.append(try summary(row)) }
    return PersonPage(persons: persons, total: total)
  }

  /// A name of which nothing is left finds nobody.
  private func nameKey(of search: PersonSearch) throws(KioskFailure) -> LookupValue? {
    guard let name = search.name else { return nil }
    guard let key = NameKey(name) else { return LookupValue(newest: []) }
    return try keys.lookup(key)
  }

  func note(
    _ entry: AuditEntry, found person: PersonRow?, by number: Personal<String>
  ) throws(KioskFailure) {
    if let person { return try note(entry, about: person, outcome: "found") }
    // The number is of the kind that it looks like.
    let kind = NumberRule.kinds(of: number).first ?? .residentIdentityCard
    let whom = try DocumentKey(kind: kind, number: number).map { key throws(KioskFailure) in
      try keys.auditID(of: key)
    }
    try note(entry, whom: whom, outcome: "unknown")
  }

  /// Everyone with this number, by the kinds in their order.
  func rows(number: Personal<String>) throws(KioskFailure) -> [PersonRow] {
    var rows: [PersonRow] = []
    for kind in DocumentKind.allCases where kind != .unknown {
      guard let key = DocumentKey(kind: kind, number: number) else { continue }
      let lookup = try keys.lookup(key)
      guard let row = try told(try db.person(lookup: lookup)) else { continue }
      rows.append(row)
      rows += try namesakes(of: row, key)
    }
    return rows
  }
}

extension PersonSearch {
  /// What was looked by, without the values; `nil` for a list of everyone.
  fileprivate var parts: String? {
    let parts = [
      number.map { _ in "number" }, name.map { _ in "name" }, mobile.map { _ in "mobile" },
      batch.map { "batch \($0)" }, window.map { _ in "window" }, from.map { "from \($0)" },
      to.map { "to \($0)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
