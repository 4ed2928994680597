public import KioskProtocol
internal import LinuxPlatform
public import PersonArchive

extension SQLiteStore: KeepingStore {
  /// Looks at all there is.
  public func check() async throws(KioskFailure) -> ArchiveReport {
    let (keeper, folder) = try kept()
    return try await keeper.check(heads: folder.headsFile)
  }

  /// Copies the archive of this moment into a new file of the folder `backups`, proven to be whole.
  public func backUp(as name: String, by entry: AuditEntry) async throws(KioskFailure) -> ArchiveBackup {
    let (keeper, folder) = try kept()
    let path = folder.backups + "/" + name
    try toldBySystem(try Files.makeFolder(folder.backups, mode: 0o700))
    // Remembered before it is begun: whoever is erased meanwhile is in it.
    let row = try opened().beginBackup(name, at: entry.at)
    let report: ArchiveReport
    do throws(KioskFailure) { report = try await keeper.backUp(to: path) } catch {
      try? opened().forgetBackup(row)
      throw error
    }
    try opened().finishBackup(row, by: entry, outcome: "\(report.persons) persons")
    return ArchiveBackup(path: path, report: report)
  }

  /// Puts a backup in the place of an archive that nobody has open; what stood there is kept beside it.
  ///
  /// Throws `archive.inUse` while somebody has it open, `backup.missing`, and for a backup what `open` and `check` throw:
  /// then the archive is as it was.
  public static func restore(
    _ backup: String, stateFolder: String, credentials: String? = nil, by entry: AuditEntry
  ) throws(KioskFailure) -> ArchiveReport {
    try ArchiveFolder(stateFolder, credentials: credentials).restore(from: backup, by: entry)
  }
}
