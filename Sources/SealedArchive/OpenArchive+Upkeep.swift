package import KioskProtocol
internal import DatabaseKit

/// What a migration leaves to somebody with the keys: done in steps, each a transaction, and taken up where a start was
/// broken off.
extension OpenArchive {
  /// Does all that is due before anybody can use the archive, so many rows in a transaction; blocks until it is done.
  ///
  /// `progress` hears the name of each task and the row that it did last.
  package func doUpkeep(
    rowsAtOnce count: Int, progress: (_ task: String, _ row: Int) -> Void = { _, _ in }
  ) throws(KioskFailure) {
    for task in Self.takeOverTasks {
      try doTask(task, progress) { done throws(KioskFailure) in try self.takeOver(task, after: done, count) }
    }
    for task in Self.boundTasks {
      try doTask(task, progress) { done throws(KioskFailure) in try self.bindAll(task, after: done, count) }
    }
    try doTask("chain", progress) { done throws(KioskFailure) in
      let latest = try self.chainTrail(after: done, count)
      // On the disk before this is noted as done: from then on a missing file is a fault.
      if latest == nil { try self.beginHeads() }
      return latest
    }
    try doTask("names", progress) { done throws(KioskFailure) in try self.indexNames(after: done, count) }
  }

  /// How far a task got; `nil` when it is done.
  func upkeep(_ task: String) throws(KioskFailure) -> Int? {
    try told(
      try db.rows("SELECT done FROM upkeep WHERE task = ?", [.text(task)]) { row throws(DatabaseError) in
        try row.integer(0)
      }
    ).first
  }

  /// Notes how far a task got; `nil` when it is done.
  func setUpkeep(_ task: String, done: Int?) throws(KioskFailure) {
    if let done {
      try told(
        try db.run("UPDATE upkeep SET done = ? WHERE task = ?", [.integer(done), .text(task)]))
    } else {
      try told(try db.run("DELETE FROM upkeep WHERE task = ?", [.text(task)]))
    }
  }

  private func doTask(
    _ task: String, _ progress: (_ task: String, _ row: Int) -> Void,
    _ step: (Int) throws(KioskFailure) -> Int?
  ) throws(KioskFailure) {
    while let done = try upkeep(task) {
      progress(task, done)
      try transaction { _ throws(KioskFailure) in
        try self.setUpkeep(task, done: try step(done))
      }
    }
  }

  private func indexNames(after done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    let persons = try told(
      try db.rows(
        "SELECT row, id, lookup, current, wrapped FROM person WHERE row > ? ORDER BY row LIMIT ?",
        [.integer(done), .integer(count)], make: PersonRow.init))
    for person in persons {
      for version in try told(try db.versions(of: person.row)) {
        // One damaged version must not keep the others from being found.
        guard let document = try? self.document(version, of: person) else { continue }
        try noteNames(of: document, person: person.row)
      }
    }
    return persons.last?.row
  }
}
