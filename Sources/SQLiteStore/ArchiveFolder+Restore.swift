internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import SQLiteKit

extension ArchiveFolder {
  /// Puts a backup in the archive's place; what stood there gets names that end in `before-` and the first free number.
  ///
  /// The backup is copied, brought up to the present version and checked first. Its keys have to be in the folder.
  func restore(from backup: String, by entry: AuditEntry) throws(KioskFailure) -> ArchiveReport {
    let lock = try takeLock()
    guard try look(at: backup) == .ours else { throw KioskFailure(.backupMissing) }
    let draft = database + ".new"
    try ArchiveKeeper.copy(backup, to: draft, CancelFlag())
    let report: ArchiveReport
    do throws(KioskFailure) {
      try openFile(draft, hasHeads: false).doUpkeep(rowsAtOnce: 256)
      report = try ArchiveKeeper.check(draft, keyFiles, heads: nil, CancelFlag())
      guard report.isSound else { throw KioskFailure(.archiveDamaged) }
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { _ = try? Files.remove(draft + suffix) }
      throw error
    }
    try setAside()
    try toldBySystem(try Files.rename(draft, to: database))
    let archive = try openFile(database, hasHeads: true, lock: lock)
    try archive.beginHeads()
    try archive.transaction { _ throws(KioskFailure) in
      try archive.note(entry, about: nil, outcome: "restored")
    }
    return report
  }

  /// The log goes before its file: a file without its log is whole as of some moment, a log alone is nothing.
  private func setAside() throws(KioskFailure) {
    var number = 1
    while Files.exists("\(database).before-\(number)") { number += 1 }
    for name in [headsFile, database + "-shm", database + "-wal", database] where Files.exists(name) {
      try toldBySystem(try Files.rename(name, to: "\(name).before-\(number)"))
    }
  }
}
