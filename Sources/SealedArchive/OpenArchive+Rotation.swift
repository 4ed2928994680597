internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import DatabaseKit

/// New versions of the archive's keys, while it is in use: both are good until every row is done.
///
/// Whoever is filed meanwhile gets the new one; whoever is looked for is looked for under both.
extension OpenArchive {
  private typealias Purpose = ArchiveKeyFiles.Purpose

  /// What is done for each key, in this order.
  private static let rotationTasks: [(Purpose, String)] = [
    (.wrapping, "rewrap persons"), (.wrapping, "rewrap conflicts"),
    (.wrapping, "rewrap unconfirmed"),
    (.lookup, "look up persons"), (.lookup, "look up numbers"), (.lookup, "look up codes"),
    (.lookup, "look up lists"),
  ]

  /// Begins with a new version of each key that is not being replaced already.
  func beginRotation(by entry: AuditEntry) throws(KioskFailure) -> KeyRotation {
    for purpose in Purpose.allCases { try begin(purpose, by: entry) }
    return try rotation()
  }

  /// How far it is.
  func rotation() throws(KioskFailure) -> KeyRotation {
    var rotation = KeyRotation(
      wrapping: keys.wrapping.first?.version ?? 0, lookup: keys.lookups.first?.version ?? 0)
    for (_, task) in Self.rotationTasks {
      guard let done = try upkeep(task) else { continue }
      rotation.isUnderWay = true
      rotation.left += try told(try rowsLeft(of: task, after: done))
    }
    return rotation
  }

  /// Does so many rows more in one transaction; throws `archive.damaged` at a row whose number nothing tells any more.
  func rotate(_ count: Int) throws(KioskFailure) -> KeyRotation {
    for (purpose, task) in Self.rotationTasks {
      guard let done = try upkeep(task) else { continue }
      try transaction { db throws(KioskFailure) in
        let latest = try self.step(task, after: done, count)
        try self.setUpkeep(task, done: latest)
        guard latest == nil, try !self.isUnderWay(purpose) else { return }
        try told(
          try db.run(
            """
            DELETE FROM key WHERE purpose = ?1
              AND version < (SELECT max(version) FROM key WHERE purpose = ?1)
            """, [.text(purpose.rawValue)]))
      }
      keys = try db.archiveKeys(keyFiles)
      break
    }
    return try rotation()
  }

  private func isUnderWay(_ purpose: Purpose) throws(KioskFailure) -> Bool {
    for (other, task) in Self.rotationTasks where other == purpose {
      if try upkeep(task) != nil { return true }
    }
    return false
  }

  private func begin(_ purpose: Purpose, by entry: AuditEntry) throws(KioskFailure) {
    guard try !isUnderWay(purpose) else { return }
    let newest = purpose == .wrapping ? keys.wrapping.first?.version : keys.lookups.first?.version
    let version = (newest ?? 0) + 1
    if keyFiles.areCredentials, !keyFiles.exists(purpose, version) { throw KioskFailure(.archiveKeyNotGiven) }
    let isOurs = try keyFiles.create(purpose, version)
    do throws(KioskFailure) { try register(purpose, version, by: entry) } catch {
      // Another window was first, with a key of its own: this one is nobody's. Where nobody knows it stays.
      if isOurs, try db.hasAnother(purpose, version, than: keyFiles) { try keyFiles.remove(purpose, version) }
      throw error
    }
    keys = try db.archiveKeys(keyFiles)
  }

  private func register(
    _ purpose: Purpose, _ version: Int, by entry: AuditEntry
  ) throws(KioskFailure) {
    let secret = try keyFiles.load(purpose, version)
    try transaction { db throws(KioskFailure) in
      switch purpose {
      case .wrapping:
        let key = try WrappingKey(version: version, secret)
        try db.insertKey(purpose, version: version, check: try key.checkValue())
        let stored = try told(
          try db.rows("SELECT own_keys FROM archive") { row throws(DatabaseError) in try row.blob(0) })
        guard let wrapped = stored.first else { throw KioskFailure(.archiveDamaged) }
        let own = try ArchiveKeys.unwrap(wrapped, from: .ownKeys, self.keys.wrapping)
        let anew = try key.wrap(own, for: .ownKeys)
        try told(try db.run("UPDATE archive SET own_keys = ?", [.blob(anew)]))
      case .lookup:
        let key = try LookupKey(version: version, secret)
        try db.insertKey(purpose, version: version, check: try key.checkValue())
      }
      for (other, task) in Self.rotationTasks where other == purpose {
        try told(try db.run("INSERT INTO upkeep (task, done) VALUES (?, 0)", [.text(task)]))
      }
      var entry = entry
      entry.subject = "\(purpose.rawValue) \(version)"
      try self.note(entry, about: nil, outcome: "begun")
    }
  }

  private func step(_ task: String, after done: Int, _ count: Int) throws(KioskFailure) -> Int? {
    switch task {
    case "rewrap persons": return try rewrapPersons(done, count)
    case "rewrap conflicts": return try rewrapConflicts(done, count)
    case "rewrap unconfirmed": return try rewrapUnconfirmed(done, count)
    case "look up persons": return try lookUpPersons(done, count)
    case "look up numbers":
      return try lookUpNumbers(
        "SELECT row, person FROM binding WHERE row > ? ORDER BY row LIMIT ?",
        "UPDATE binding SET number = ? WHERE row = ?", done, count
      ) { row, person throws(KioskFailure) in
        guard let binding = try told(try self.db.anyBinding(row)) else { return nil }
        return try self.number(of: binding, of: person)
      }
    case "look up codes":
      return try lookUpNumbers(
        "SELECT row, person FROM challenge WHERE row > ? ORDER BY row LIMIT ?",
        "UPDATE challenge SET number = ? WHERE row = ?", done, count
      ) { row, person throws(KioskFailure) in
        guard let challenge = try told(try self.db.challenge(row)) else { return nil }
        return try self.number(of: challenge, of: person)
      }
    default: return try lookUpLists(done, count)
    }
  }

  private func rowsLeft(of task: String, after done: Int) throws(DatabaseError) -> Int {
    let sql: StaticString =
      switch task {
      case "rewrap persons", "look up persons": "SELECT count(*) FROM person WHERE row > ?"
      case "rewrap conflicts": "SELECT count(*) FROM conflict WHERE row > ?"
      case "rewrap unconfirmed": "SELECT count(*) FROM unconfirmed WHERE row > ?"
      case "look up numbers": "SELECT count(*) FROM binding WHERE row > ?"
      case "look up codes": "SELECT count(*) FROM challenge WHERE row > ?"
      default: "SELECT count(*) FROM expected WHERE row > ?"
      }
    return try db.integer(sql, [.integer(done)])
  }
}
