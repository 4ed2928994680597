internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
package import LinuxPlatform
internal import PersonArchive
internal import PersonalData
package import DatabaseKit
internal import Sealing

/// An archive that is open: its database, its keys and the lock that keeps others out.
///
/// Used by one actor.
package final class OpenArchive {
  package let db: any Database
  /// Read anew when a rotation begins and when it ends.
  var keys: ArchiveKeys
  let keyFiles: ArchiveKeyFiles
  /// The second place of the audit trail's heads; none for a copy of an archive.
  let heads: TrailHeads?
  /// The heads of the lines that the transaction under way wrote.
  var newHeads: [String: TrailHead] = [:]
  /// The window whose messages are sent from here; `nil` for those of all.
  let window: String?
  /// What is opened in nobody's place.
  var standIn: StandIn?
  private let lock: FileLock?
  /// The data key that was unwrapped last: whoever is filed is looked at several times in a row.
  private var latestKey: (wrapped: [UInt8], key: DataKey)?

  package init(
    db: any Database, keys: ArchiveKeys, keyFiles: ArchiveKeyFiles, heads: TrailHeads?,
    window: String? = nil, lock: consuming FileLock? = nil
  ) {
    self.db = db
    self.keys = keys
    self.keyFiles = keyFiles
    self.heads = heads
    self.window = window
    self.lock = lock
  }

  /// Reads the keys anew where another window has begun or ended a rotation.
  func renewKeys() throws(KioskFailure) {
    let inUse = try told(
      try db.rows("SELECT purpose, version FROM key ORDER BY purpose, version DESC") {
        row throws(DatabaseError) in "\(try row.text(0)) \(try row.integer(1))"
      })
    guard inUse != keys.versions else { return }
    keys = try db.archiveKeys(keyFiles)
  }

  /// The person's row; throws `person.unknown`.
  func row(id: String) throws(KioskFailure) -> PersonRow {
    guard let row = try told(try db.person(id: id)) else { throw KioskFailure(.personUnknown) }
    return row
  }

  /// The person's row; throws `person.unknown`.
  func row(kind: DocumentKind, number: Personal<String>) throws(KioskFailure) -> PersonRow {
    guard let key = DocumentKey(kind: kind, number: number) else { throw KioskFailure(.personUnknown) }
    let lookup = try keys.lookup(key)
    guard let row = try told(try db.person(lookup: lookup)) else { throw KioskFailure(.personUnknown) }
    return row
  }

  /// The person's data key.
  func key(of person: PersonRow) throws(KioskFailure) -> DataKey {
    if let latestKey, latestKey.wrapped == person.wrapped { return latestKey.key }
    let key = try keys.dataKey(person.wrapped, from: .personKey(person.id))
    latestKey = (person.wrapped, key)
    return key
  }

  /// A data key for a new person, as it stands in the archive.
  func makeKey(ofPerson id: String) throws(KioskFailure) -> [UInt8] {
    let (key, wrapped) = try keys.makeDataKey(for: .personKey(id))
    latestKey = (wrapped, key)
    return wrapped
  }

  /// Keeps no key of anybody in memory.
  func forgetKey() { latestKey = nil }

  /// A version as it stands in the archive.
  func sealed(
    _ content: SealedContent, number: Int, of person: PersonRow
  ) throws(KioskFailure) -> VersionRow {
    let key = try key(of: person)
    return VersionRow(
      number: number,
      values: try key.seal(content.encodedValues(), for: .values(person: person.id, version: number)),
      portrait: try key.seal(
        content.photoBlock.disclosed(), for: .portrait(person: person.id, version: number)))
  }

  /// The sealed content of one version, proven to belong to this person.
  func content(_ version: VersionRow, of person: PersonRow) throws(KioskFailure) -> SealedContent {
    let key = try key(of: person)
    let values = try key.open(version.values, from: .values(person: person.id, version: version.number))
    let portrait = try key.open(
      version.portrait, from: .portrait(person: person.id, version: version.number))
    guard let content = SealedContent(decoding: values, portrait: portrait),
      let document = DocumentKey(content.document), try keys.isOwn(document, of: person)
    else { throw KioskFailure(.archiveDamaged) }
    return content
  }

  /// The document of one version, without its portrait, proven to belong to this person.
  func document(_ version: VersionRow, of person: PersonRow) throws(KioskFailure) -> IdentityDocument {
    let place = SealedPlace.values(person: person.id, version: version.number)
    let values = try key(of: person).open(version.values, from: place)
    guard let content = SealedContent(decoding: values, portrait: []),
      let document = DocumentKey(content.document), try keys.isOwn(document, of: person)
    else { throw KioskFailure(.archiveDamaged) }
    return content.document
  }

  /// The sealed content of a conflict.
  func content(_ conflict: ConflictRow) throws(KioskFailure) -> SealedContent {
    let key = try keys.dataKey(
      conflict.wrapped, from: .conflictKey(session: conflict.origin.session))
    guard let content = SealedContent(decoding: try key.open(conflict.sealed, from: conflict.place)) else {
      throw KioskFailure(.archiveDamaged)
    }
    return content
  }

  /// Throws `archive.damaged` where a reading is not what was written.
  func prove(_ reading: ReadingRow, of person: PersonRow, _ key: DataKey) throws(KioskFailure) {
    let mark = try key.mark(reading.place(of: person))
    guard HMACSHA256.isEqual(mark, reading.mark) else { throw KioskFailure(.archiveDamaged) }
  }

  /// The version that holds.
  func currentVersion(of person: PersonRow) throws(KioskFailure) -> VersionRow {
    guard let version = try told(try db.version(of: person.row, number: person.current)) else {
      throw KioskFailure(.archiveDamaged)
    }
    return version
  }
}
