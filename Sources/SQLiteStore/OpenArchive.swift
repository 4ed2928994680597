internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import PersonalData
internal import SQLiteKit
internal import Sealing

/// An archive that is open: its file, its keys and the lock that keeps others out.
///
/// Used by one actor.
final class OpenArchive {
  let db: Connection
  let keys: ArchiveKeys
  private let lock: FileLock

  init(db: consuming Connection, keys: consuming ArchiveKeys, lock: consuming FileLock) {
    self.db = db
    self.keys = keys
    self.lock = lock
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

  /// The sealed content of one version, proven to belong to this person.
  func content(_ version: VersionRow, of person: PersonRow) throws(KioskFailure) -> SealedContent {
    let content = try keys.open(version.sealed, from: .version(person: person.id, number: version.number))
    guard let key = DocumentKey(content.document), try keys.lookup(key) == person.lookup else {
      throw KioskFailure(.archiveDamaged)
    }
    return content
  }

  /// The version that holds.
  func currentVersion(of person: PersonRow) throws(KioskFailure) -> VersionRow {
    guard let version = try told(try db.version(of: person.row, number: person.current)) else {
      throw KioskFailure(.archiveDamaged)
    }
    return version
  }
}
