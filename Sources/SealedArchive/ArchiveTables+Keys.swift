package import KioskProtocol
package import DatabaseKit
internal import Sealing

/// What the archive knows of its keys: versions, and a value that tells each from another one.
///
/// The value stands there twice: another key fails both alike, damage hits one.
extension Database {
  /// Throws `archive.keyWrong` or `archive.damaged` for an archive from before there were versions of keys.
  package func proveSingleKey(_ files: ArchiveKeyFiles) throws(KioskFailure) {
    let key = try LookupKey(version: 1, try files.loadSingle())
    guard let pair = try checks("SELECT 1, key_check, key_check_again FROM archive").first else {
      throw KioskFailure(.archiveDamaged)
    }
    try Self.prove(pair, try key.checkValue())
  }

  /// The look-up keys that are in use, the newest first; throws what is wrong with one.
  package func lookupKeys(_ files: ArchiveKeyFiles) throws(KioskFailure) -> [LookupKey] {
    var keys: [LookupKey] = []
    for check in try checks(of: .lookup) {
      let key = try LookupKey(version: check.version, try files.load(.lookup, check.version))
      try Self.prove(check, try key.checkValue())
      keys.append(key)
    }
    guard !keys.isEmpty else { throw KioskFailure(.archiveDamaged) }
    return keys
  }

  /// The wrapping keys that are in use, the newest first; none while the first is not taken over yet.
  package func wrappingKeys(_ files: ArchiveKeyFiles) throws(KioskFailure) -> [WrappingKey] {
    var keys: [WrappingKey] = []
    for check in try checks(of: .wrapping) {
      let key = try WrappingKey(version: check.version, try files.load(.wrapping, check.version))
      try Self.prove(check, try key.checkValue())
      keys.append(key)
    }
    return keys
  }

  /// Every key that is in use.
  package func archiveKeys(_ files: ArchiveKeyFiles) throws(KioskFailure) -> ArchiveKeys {
    let wrapping = try wrappingKeys(files)
    guard let wrapped = try ownKeys() else { throw KioskFailure(.archiveDamaged) }
    let own = try OwnKeys(try ArchiveKeys.unwrap(wrapped, from: .ownKeys, wrapping))
    return ArchiveKeys(wrapping: wrapping, lookups: try lookupKeys(files), own: own)
  }

  /// Writes the keys of a new archive down, inside a transaction that somebody began.
  package func insertFirstKeys(_ files: ArchiveKeyFiles) throws(KioskFailure) {
    let lookup = try LookupKey(version: 1, try files.load(.lookup, 1))
    try insertKey(.lookup, version: 1, check: try lookup.checkValue())
    let own: SecretBytes
    do { own = try SecretBytes(random: OwnKeys.size) } catch { throw KioskFailure(error) }
    try insertFirstWrapping(files, own: own)
  }

  /// Gives an archive of a single key its wrapping key, and says what is left to be sealed anew.
  package func takeOverKeys(_ files: ArchiveKeyFiles) throws(KioskFailure) {
    let isDue = try told(try integer("SELECT count(*) FROM upkeep WHERE task = 'keys'")) > 0
    guard isDue else { return }
    let own = try SingleKey.ownKeys(from: try files.load(.lookup, 1))
    try transaction(wrap: KioskFailure.init) { db throws(KioskFailure) in
      try db.insertFirstWrapping(files, own: own)
      for task in OpenArchive.takeOverTasks {
        try told(try db.run("INSERT INTO upkeep (task, done) VALUES (?, 0)", [.text(task)]))
      }
      try told(try db.run("DELETE FROM upkeep WHERE task = 'keys'"))
    }
  }

  /// Whether the archive has a key of this version that is not the one in the folder; false where it does not answer.
  func hasAnother(
    _ purpose: ArchiveKeyFiles.Purpose, _ version: Int, than files: ArchiveKeyFiles
  ) throws(KioskFailure) -> Bool {
    let secret = try files.load(purpose, version)
    let own =
      switch purpose {
      case .wrapping: try WrappingKey(version: version, secret).checkValue()
      case .lookup: try LookupKey(version: version, secret).checkValue()
      }
    let stored = (try? checks(of: purpose))?.first { $0.version == version }
    return stored.map { !HMACSHA256.isEqual($0.first, own) } ?? false
  }

  func insertKey(
    _ purpose: ArchiveKeyFiles.Purpose, version: Int, check: [UInt8]
  ) throws(KioskFailure) {
    try told(
      try run(
        "INSERT INTO key (purpose, version, key_check, key_check_again) VALUES (?1, ?2, ?3, ?3)",
        [.text(purpose.rawValue), .integer(version), .blob(check)]))
  }

  private func insertFirstWrapping(
    _ files: ArchiveKeyFiles, own: borrowing SecretBytes
  ) throws(KioskFailure) {
    let key = try WrappingKey(version: 1, try files.load(.wrapping, 1))
    try insertKey(.wrapping, version: 1, check: try key.checkValue())
    let wrapped = try key.wrap(own, for: .ownKeys)
    try told(try run("INSERT INTO archive (row, own_keys) VALUES (1, ?)", [.blob(wrapped)]))
  }

  private func ownKeys() throws(KioskFailure) -> [UInt8]? {
    do throws(DatabaseError) {
      return try rows("SELECT own_keys FROM archive") { row throws(DatabaseError) in try row.blob(0) }.first
    } catch {
      throw error.kind == .statement ? KioskFailure(.archiveDamaged) : KioskFailure(error)
    }
  }

  private func checks(of purpose: ArchiveKeyFiles.Purpose) throws(KioskFailure) -> [KeyCheck] {
    try checks(
      "SELECT version, key_check, key_check_again FROM key WHERE purpose = ? ORDER BY version DESC",
      [.text(purpose.rawValue)])
  }

  private func checks(
    _ sql: StaticString, _ arguments: [Value] = []
  ) throws(KioskFailure) -> [KeyCheck] {
    do throws(DatabaseError) {
      return try rows(sql, arguments) { row throws(DatabaseError) in
        KeyCheck(version: try row.integer(0), first: try row.blob(1), second: try row.blob(2))
      }
    } catch {
      // The table is not there, though the file says that it is ours.
      throw error.kind == .statement ? KioskFailure(.archiveDamaged) : KioskFailure(error)
    }
  }

  private static func prove(_ stored: KeyCheck, _ check: [UInt8]) throws(KioskFailure) {
    guard stored.first == stored.second else { throw KioskFailure(.archiveDamaged) }
    guard HMACSHA256.isEqual(stored.first, check) else { throw KioskFailure(.archiveKeyWrong) }
  }
}

/// A row of the table `key`.
private struct KeyCheck {
  var version: Int
  var first: [UInt8]
  var second: [UInt8]
}
