internal import KioskProtocol
internal import PersonArchive
internal import DatabaseKit

/// Gives everyone in an archive of a single key a key of their own. What does not open stays as it is, and stays damaged.
extension OpenArchive {
  /// What is sealed anew, in this order.
  static let takeOverTasks = [
    "keys of persons", "keys of conflicts", "keys of batches", "keys of lists", "keys of messages",
  ]

  /// One step of a task: its rows after `done`; the last row it did.
  func takeOver(_ task: String, after done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let single = try SingleKey(try keyFiles.load(.lookup, 1))
    switch task {
    case "keys of persons": return try takeOverPersons(single, done, count)
    case "keys of conflicts": return try takeOverConflicts(single, done, count)
    case "keys of batches":
      return try reseal(
        "SELECT row, brought_by, CAST(row AS TEXT) FROM batch WHERE row > ? AND brought_by IS NOT NULL ORDER BY row LIMIT ?",
        "UPDATE batch SET brought_by = ? WHERE row = ?", done, count
      ) { row, sealed, _ throws(KioskFailure) in
        try keys.own.data.seal(try single.open(sealed, from: .batch(row: row)), for: .batch(row: row))
      }
    case "keys of lists": return try takeOverLists(single, done, count)
    default:
      return try reseal(
        "SELECT row, sealed, id FROM message WHERE row > ? AND sealed IS NOT NULL ORDER BY row LIMIT ?",
        "UPDATE message SET sealed = ? WHERE row = ?", done, count
      ) { _, sealed, id throws(KioskFailure) in
        try keys.own.data.seal(try single.open(sealed, from: .message(id: id)), for: .message(id: id))
      }
    }
  }

  /// Seals one column of a table anew; what does not open stays.
  private func reseal(
    _ select: StaticString, _ update: StaticString, _ done: Int, _ count: Int,
    _ change: (Int, [UInt8], String) throws(KioskFailure) -> [UInt8]
  ) throws(KioskFailure) -> Int? {
    let rows = try told(
      try db.rows(select, [.integer(done), .integer(count)]) { row throws(DatabaseError) in
        (try row.integer(0), try row.blob(1), try row.text(2))
      })
    for (row, sealed, id) in rows {
      guard let anew = try? change(row, sealed, id) else { continue }
      try told(try db.run(update, [.blob(anew), .integer(row)]))
    }
    return rows.last?.0
  }

  private func takeOverLists(_ single: SingleKey, _ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let rows = try told(
      try db.rows(
        "SELECT row, batch, lookup, sealed FROM expected WHERE row > ? ORDER BY row LIMIT ?",
        [.integer(done), .integer(count)]
      ) { row throws(DatabaseError) in
        (try row.integer(0), try row.integer(1), try row.blob(2), try row.blob(3))
      })
    for (row, batch, lookup, sealed) in rows {
      guard let plain = try? single.open(sealed, from: .expected(lookup: lookup)) else { continue }
      let anew = try keys.own.data.seal(plain, for: .expected(batch: batch, row: row))
      try told(try db.setSealed(anew, ofExpected: row))
    }
    return rows.last?.0
  }

  private func takeOverConflicts(_ single: SingleKey, _ done: Int, _ count: Int) throws(KioskFailure) -> Int?
  {
    let sessions = try told(
      try db.rows(
        "SELECT row, session FROM conflict WHERE row > ? ORDER BY row LIMIT ?",
        [.integer(done), .integer(count)]
      ) { row throws(DatabaseError) in (try row.integer(0), try row.text(1)) })
    for (row, session) in sessions {
      guard let conflict = try told(try db.conflict(session: session)),
        let plain = try? single.open(conflict.sealed, from: .conflict(session: session))
      else { continue }
      let (key, wrapped) = try keys.makeDataKey(for: .conflictKey(session: session))
      let anew = try key.seal(plain, for: conflict.place)
      try told(
        try db.run(
          "UPDATE conflict SET sealed = ?, wrapped = ? WHERE row = ?",
          [.blob(anew), .blob(wrapped), .integer(row)]))
    }
    return sessions.last?.0
  }

  private func takeOverPersons(_ single: SingleKey, _ done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let persons = try told(
      try db.rows(
        "SELECT row, id, lookup, current, wrapped FROM person WHERE row > ? ORDER BY row LIMIT ?",
        [.integer(done), .integer(count)], make: PersonRow.init))
    for var person in persons {
      person.wrapped = try makeKey(ofPerson: person.id)
      try told(
        try db.run(
          "UPDATE person SET wrapped = ? WHERE row = ?", [.blob(person.wrapped), .integer(person.row)]))
      try takeOverVersions(of: person, single)
      try takeOverReadings(of: person)
      try takeOverNumbers(of: person, single)
    }
    return persons.last?.row
  }

  private func takeOverVersions(of person: PersonRow, _ single: SingleKey) throws(KioskFailure) {
    for version in try told(try db.versions(of: person.row)) {
      let place = SingleKey.Place.version(person: person.id, number: version.number)
      guard let plain = try? single.open(version.values, from: place),
        let content = SealedContent(decoding: plain)
      else { continue }
      let anew = try sealed(content, number: version.number, of: person)
      try told(
        try db.run(
          "UPDATE version SET sealed = ?, portrait = ? WHERE person = ? AND number = ?",
          [.blob(anew.values), .blob(anew.portrait), .integer(person.row), .integer(version.number)]))
    }
  }

  private func takeOverReadings(of person: PersonRow) throws(KioskFailure) {
    let key = try key(of: person)
    for reading in try told(try db.readings(of: person.row)) {
      let mark = try key.mark(reading.place(of: person))
      try told(
        try db.run(
          "UPDATE reading SET mark = ? WHERE session = ?", [.blob(mark), .text(reading.origin.session)]))
    }
  }

  private func takeOverNumbers(of person: PersonRow, _ single: SingleKey) throws(KioskFailure) {
    let key = try key(of: person)
    let bindings = try told(
      try db.rows("SELECT row, challenge, sealed FROM binding WHERE person = ?", [.integer(person.row)]) {
        row throws(DatabaseError) in (try row.integer(0), try row.integer(1), try row.blob(2))
      })
    for (row, challenge, sealed) in bindings {
      let place = SingleKey.Place.binding(person: person.id, challenge: challenge)
      guard let plain = try? single.open(sealed, from: place) else { continue }
      let anew = try key.seal(plain, for: .binding(person: person.id, challenge: challenge))
      try told(try db.run("UPDATE binding SET sealed = ? WHERE row = ?", [.blob(anew), .integer(row)]))
    }
    let challenges = try told(
      try db.rows(
        "SELECT row, id, sealed, number FROM challenge WHERE person = ?", [.integer(person.row)]
      ) { row throws(DatabaseError) in
        (try row.integer(0), try row.text(1), try row.blob(2), try row.blob(3))
      })
    for (row, id, sealed, number) in challenges {
      guard let plain = try? single.open(sealed, from: .challenge(id: id)) else { continue }
      let anew = try key.seal(plain, for: .challenge(id: id, person: person.id))
      // What its code was bound to when it was given out.
      try told(
        try db.run(
          "UPDATE challenge SET sealed = ?, subject = ? WHERE row = ?",
          [.blob(anew), .blob(person.lookup + number), .integer(row)]))
    }
  }
}
