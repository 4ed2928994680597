internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import OneTimeCodes
internal import DatabaseKit

/// One step of each task of a rotation: the rows after `done`, and which was the last; `nil` when there are no more.
///
/// What is added meanwhile has the new keys, so a step that finds fewer rows than it may take is the last one.
extension OpenArchive {
  func rewrapPersons(_ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let persons = try persons(after: done, count)
    for person in persons {
      guard let anew = try keys.rewrapped(person.wrapped, for: .personKey(person.id)) else { continue }
      try told(
        try db.run("UPDATE person SET wrapped = ? WHERE row = ?", [.blob(anew), .integer(person.row)]))
    }
    return persons.count < count ? nil : persons.last?.row
  }

  func rewrapConflicts(_ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let conflicts = try told(
      try db.rows(
        "SELECT row, session, wrapped FROM conflict WHERE row > ? ORDER BY row LIMIT ?",
        [.integer(done), .integer(count)]
      ) { row throws(DatabaseError) in (try row.integer(0), try row.text(1), try row.blob(2)) })
    for (row, session, wrapped) in conflicts {
      guard let anew = try keys.rewrapped(wrapped, for: .conflictKey(session: session)) else { continue }
      try told(try db.run("UPDATE conflict SET wrapped = ? WHERE row = ?", [.blob(anew), .integer(row)]))
    }
    return conflicts.count < count ? nil : conflicts.last?.0
  }

  func rewrapUnconfirmed(_ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let waiting = try told(try db.unconfirmed(after: done, limit: count))
    for row in waiting {
      guard let anew = try keys.rewrapped(row.wrapped, for: .unconfirmedKey(session: row.session)) else {
        continue
      }
      try told(
        try db.run("UPDATE unconfirmed SET wrapped = ? WHERE row = ?", [.blob(anew), .integer(row.row)]))
    }
    return waiting.count < count ? nil : waiting.last?.row
  }

  func lookUpPersons(_ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let persons = try persons(after: done, count)
    for person in persons {
      var number: DocumentKey?
      for version in try told(try db.versions(of: person.row)) {
        // Any version tells the number; a damaged one stays as it is.
        guard let document = try? self.document(version, of: person) else { continue }
        number = DocumentKey(document)
        try renewNames(of: document, person: person.row)
      }
      guard let number else { throw KioskFailure(.archiveDamaged) }
      let apart = try keys.lookup(number, of: person.id)
      let lookup = apart.holds(person.lookup) ? apart : try keys.lookup(number)
      guard person.lookup != lookup.newest else { continue }
      try told(
        try db.run(
          "UPDATE person SET lookup = ? WHERE row = ?", [.blob(lookup.newest), .integer(person.row)]))
    }
    return persons.count < count ? nil : persons.last?.row
  }

  func lookUpNumbers(
    _ select: StaticString, _ update: StaticString, _ done: Int, _ count: Int,
    _ number: (Int, PersonRow) throws(KioskFailure) -> MobileNumber?
  ) throws(KioskFailure) -> Int? {
    let rows = try told(
      try db.rows(select, [.integer(done), .integer(count)]) { row throws(DatabaseError) in
        (try row.integer(0), try row.integer(1))
      })
    for (row, person) in rows {
      guard let person = try told(try db.person(row: person)), let number = try number(row, person) else {
        throw KioskFailure(.archiveDamaged)
      }
      let lookup = try keys.lookup(number).newest
      try told(try db.run(update, [.blob(lookup), .integer(row)]))
    }
    return rows.count < count ? nil : rows.last?.0
  }

  func lookUpLists(_ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let rows = try told(
      try db.rows(
        "SELECT row FROM expected WHERE row > ? ORDER BY row LIMIT ?", [.integer(done), .integer(count)]
      ) { row throws(DatabaseError) in try row.integer(0) })
    for row in rows {
      guard let listed = try told(try db.expected(row: row)),
        let lookup = try expectedLookup(try expected(listed).number)
      else { throw KioskFailure(.archiveDamaged) }
      try told(
        try db.run("UPDATE expected SET lookup = ? WHERE row = ?", [.blob(lookup.newest), .integer(row)]))
    }
    return rows.count < count ? nil : rows.last
  }

  private func persons(after done: Int, _ count: Int) throws(KioskFailure) -> [PersonRow] {
    try told(
      try db.rows(
        "SELECT row, id, lookup, current, wrapped FROM person WHERE row > ? ORDER BY row LIMIT ?",
        [.integer(done), .integer(count)], make: PersonRow.init))
  }

  private func renewNames(of document: IdentityDocument, person: Int) throws(KioskFailure) {
    try noteNames(of: document, person: person)
    for name in [document.name, document.englishName] {
      guard let key = name.flatMap(NameKey.init), let older = try keys.lookup(key).older else { continue }
      try told(
        try db.run(
          "DELETE FROM name_key WHERE key = ? AND person = ?", [.blob(older), .integer(person)]))
    }
  }
}
