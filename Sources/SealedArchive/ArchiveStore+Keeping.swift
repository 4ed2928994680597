public import KioskProtocol
public import PersonArchive

extension ArchiveStore: KeepingStore {
  /// Looks at all there is.
  public func check() async throws(KioskFailure) -> ArchiveReport { try await kept().check() }

  /// Makes a copy of the archive of this moment, proven to be whole.
  public func backUp(as name: String, by entry: AuditEntry) async throws(KioskFailure) -> ArchiveBackup {
    let keeper = try kept()
    // Remembered before it is begun: whoever is erased meanwhile is in it.
    let row = try opened().beginBackup(name, at: entry.at)
    let backup: ArchiveBackup
    do throws(KioskFailure) { backup = try await keeper.backUp(as: name) } catch {
      try? opened().forgetBackup(row)
      throw error
    }
    try opened().finishBackup(row, by: entry, outcome: "\(backup.report.persons) persons")
    return backup
  }
}
