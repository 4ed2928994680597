public import KioskProtocol
public import PersonArchive
internal import DatabaseKit

extension ArchiveStore: ClerkStore {
  /// Every account, by name.
  public func clerks() throws(KioskFailure) -> [ClerkAccount] {
    let archive = try opened()
    var accounts: [ClerkAccount] = []
    for row in try told(try archive.db.clerks()) { accounts.append(try row.account()) }
    return accounts
  }

  /// The account with this name, if there is one.
  public func clerk(named name: String) throws(KioskFailure) -> ClerkAccount? {
    let archive = try opened()
    return try told(try archive.db.clerk(named: name))?.account()
  }

  /// Adds an account; throws `clerk.exists`.
  public func add(_ clerk: ClerkAccount, by entry: AuditEntry, outcome: String) throws(KioskFailure) {
    let archive = try opened()
    try archive.transaction { db throws(KioskFailure) in
      guard try told(try db.clerk(named: clerk.name)) == nil else { throw KioskFailure(.clerkExists) }
      try told(try db.insertClerk(clerk))
      try archive.bind(.clerk, named: clerk.name)
      try archive.note(entry, about: nil, outcome: outcome)
    }
  }

  /// Changes an account; throws `clerk.unknown`.
  public func change(
    clerk name: String, _ change: ClerkChange, by entry: AuditEntry, outcome: String
  ) throws(KioskFailure) {
    let archive = try opened()
    try archive.transaction { db throws(KioskFailure) in
      guard try told(try db.clerk(named: name)) != nil else { throw KioskFailure(.clerkUnknown) }
      try told(try db.changeClerk(named: name, change, at: entry.at))
      try archive.bind(.clerk, named: name)
      try archive.note(entry, about: nil, outcome: outcome)
    }
  }
}

extension ArchiveStore: SettingStore {
  /// Every key that was set.
  public func settings() throws(KioskFailure) -> [String: String] {
    let archive = try opened()
    let pairs = try told(
      try archive.db.rows("SELECT key, value FROM setting") { row throws(DatabaseError) in
        (try row.text(0), try row.text(1))
      })
    return Dictionary(pairs) { first, _ in first }
  }

  /// Sets `key`, or takes it back with `nil`.
  public func set(
    _ key: String, to value: String?, by entry: AuditEntry, outcome: String
  ) throws(KioskFailure) {
    let archive = try opened()
    try archive.transaction { db throws(KioskFailure) in
      if let value {
        try told(
          try db.run(
            "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
            [.text(key), .text(value)]))
        try archive.bind(.setting, named: key)
      } else {
        try told(try db.run("DELETE FROM setting WHERE key = ?", [.text(key)]))
      }
      try archive.note(entry, about: nil, outcome: outcome)
    }
  }
}
