internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import SQLiteKit
internal import SealedArchive

extension ArchiveFolder {
  /// Puts a backup in the archive's place; what stood there gets names that end in `before-` and the first free number.
  ///
  /// The backup is copied, brought up to the present version and checked first. Its keys have to be in the folder. Ended at
  /// any moment, it leaves the old archive or the restored one.
  func restore(from backup: String, by entry: AuditEntry) throws(KioskFailure) -> ArchiveReport {
    let lock = try takeLock()
    try lookAtBackup(backup)
    let report: ArchiveReport
    do throws(KioskFailure) {
      try ArchiveKeeper.copy(backup, to: draft, CancelFlag())
      let copy = try openFile(draft, hasHeads: false)
      try copy.doUpkeep(rowsAtOnce: 256)
      // Whoever was erased since the backup was made is not brought back.
      try copy.settleErased(erasedFile)
      try copy.wipeAlone()
      report = try ArchiveKeeper.check(draft, keyFiles, heads: nil, CancelFlag())
      guard report.isSound else { throw KioskFailure(.archiveDamaged) }
    } catch {
      try? Self.removeDraft(draft)
      throw error.reason == .archiveDamaged ? KioskFailure(.backupUnusable, detail: error.detail) : error
    }
    settleLog()
    try setAside()
    try toldBySystem(try Files.rename(draft, to: database))
    let archive = try openFile(database, hasHeads: true, lock: lock)
    try archive.beginHeads()
    try archive.transaction { _ throws(KioskFailure) in
      try archive.note(entry, outcome: "restored")
    }
    return report
  }

  /// Throws where the file that was named is no backup; what is wrong is told of it, not of the archive.
  private func lookAtBackup(_ backup: String) throws(KioskFailure) {
    let found: Found
    do throws(KioskFailure) { found = try look(at: backup) } catch {
      throw error.reason == .archiveNewer ? error : KioskFailure(.backupUnusable, detail: error.detail)
    }
    guard found == .ours else { throw KioskFailure(.backupMissing) }
  }

  /// Brings what stands in the old archive's log into its file, which is whole without it from then on; an archive that is
  /// too damaged for that is set aside with its log.
  private func settleLog() {
    guard let db = try? Connection(path: database, creating: false) else { return }
    try? db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Gives the old archive a second name, and what belongs to it another; until the restored one takes its own name, it stays
  /// where it was.
  private func setAside() throws(KioskFailure) {
    let suffix = Files.freeSuffix(beside: database)
    if Files.exists(database) {
      try toldBySystem(try Files.link(database, to: database + suffix))
    }
    for name in [headsFile, database + "-shm", database + "-wal"] where Files.exists(name) {
      try toldBySystem(try Files.rename(name, to: name + suffix))
    }
  }
}
