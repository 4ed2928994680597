public import KioskProtocol
public import PersonArchive
internal import SQLiteKit
public import SealedArchive

/// The archive of persons in an SQLite file.
public enum SQLiteStore {
  /// Opens the archive in `stateFolder`; makes folder, keys and archive on the first start.
  ///
  /// Throws `archive.inUse` while another store has it open, `archive.newer`, `archive.foreign`, `archive.damaged`,
  /// `archive.keyWrong` and `archive.keyUnusable` for what it will not work with, and leaves all of that untouched.
  /// `credentials` is the folder in which systemd hands keys over, where there is one.
  public static func open(
    stateFolder: String, credentials: String? = nil
  ) async throws(KioskFailure) -> ArchiveStore {
    // A few tenths of a second, and a log of a few megabytes.
    try await open(stateFolder: stateFolder, credentials: credentials, rowsAtOnce: 256)
  }

  /// The same with the number of rows that one transaction of a migration takes over.
  package static func open(
    stateFolder: String, credentials: String? = nil, rowsAtOnce: Int
  ) async throws(KioskFailure) -> ArchiveStore {
    try await ArchiveStore.opening { () throws(KioskFailure) in
      let folder = try ArchiveFolder(stateFolder, credentials: credentials)
      return (try folder.open(rowsAtOnce: rowsAtOnce), folder.keeper())
    }
  }

  /// Puts a backup in the place of an archive that nobody has open; what stood there is kept beside it.
  ///
  /// Throws `archive.inUse` while somebody has it open, `backup.missing`, and for a backup what `open` and a check throw:
  /// then the archive is as it was.
  public static func restore(
    _ backup: String, stateFolder: String, credentials: String? = nil, by entry: AuditEntry
  ) throws(KioskFailure) -> ArchiveReport {
    try ArchiveFolder(stateFolder, credentials: credentials).restore(from: backup, by: entry)
  }
}

extension ArchiveStore {
  /// Bounds the file's size, for tests of a full disk; SQLite keeps it at least as large as it is.
  package func limitPages(_ count: Int) throws(KioskFailure) {
    guard let db = try opened().db as? Connection else { return }
    try told(try db.executeTrusted("PRAGMA max_page_count = \(count)"))
  }
}
