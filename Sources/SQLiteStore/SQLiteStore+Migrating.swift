public import KioskProtocol
internal import LinuxPlatform
public import PersonArchive
internal import SealedArchive

extension SQLiteStore {
  /// Brings an archive that nobody has open up to the present version; which it had and has.
  ///
  /// `progress` hears the name of each task and the row that it did last. Throws `archive.inUse` while somebody has it open,
  /// `start.folderUnusable` where there is none, and what `open` throws; broken off, the next one or the next start goes on.
  public static func migrate(
    stateFolder: String, credentials: String? = nil, by entry: AuditEntry,
    progress: (_ task: String, _ row: Int) -> Void
  ) throws(KioskFailure) -> (from: Int, to: Int) {
    guard Files.exists(stateFolder + "/archive.db") else { throw KioskFailure(.archiveMissing) }
    let folder = try ArchiveFolder(stateFolder, credentials: credentials)
    let from = try folder.version()
    let archive = try folder.open(rowsAtOnce: 256, progress: progress)
    let to = ArchiveSchema.migrations.count
    try archive.transaction { _ throws(KioskFailure) in
      try archive.note(entry, outcome: "\(from) to \(to)")
    }
    return (from, to)
  }
}
