public import KioskProtocol
internal import LinuxPlatform
public import PersonArchive
internal import SQLiteKit

extension SQLiteStore {
  /// Brings an archive that nobody has open up to the present version; which it had and has.
  ///
  /// `progress` hears the name of each task and the row that it did last. Throws `archive.inUse` while somebody has it open,
  /// `start.folderUnusable` where there is none, and what `open` throws; broken off, the next one or the next start goes on.
  public static func migrate(
    stateFolder: String, credentials: String? = nil, by entry: AuditEntry,
    progress: (_ task: String, _ row: Int) -> Void
  ) throws(KioskFailure) -> (from: Int, to: Int) {
    guard Files.exists(stateFolder + "/archive.db") else { throw KioskFailure(.startFolderUnusable) }
    let folder = try ArchiveFolder(stateFolder, credentials: credentials)
    let from = try folder.version()
    let archive = try folder.open(rowsAtOnce: 256, progress: progress)
    let to = ArchiveSchema.migrations.count
    try archive.transaction { _ throws(KioskFailure) in
      try archive.note(entry, about: nil, outcome: "\(from) to \(to)")
    }
    return (from, to)
  }

  /// Where a work that is done in parts stands; `nil` where none is under way.
  public func progress(of work: String) throws(KioskFailure) -> Int? {
    try opened().upkeep("work " + work)
  }

  /// Notes where it stands; `nil` when it is done.
  public func setProgress(of work: String, to mark: Int?) throws(KioskFailure) {
    let archive = try opened()
    try archive.transaction { db throws(KioskFailure) in
      try archive.setUpkeep("work " + work, done: nil)
      guard let mark else { return }
      try told(
        try db.run(
          "INSERT INTO upkeep (task, done) VALUES (?, ?)", [.text("work " + work), .integer(mark)]))
    }
  }

  /// Some of those on file, the one filed first first.
  public func persons(after mark: Int, limit: Int) throws(KioskFailure) -> LastReadPage {
    let archive = try opened()
    let limit = min(max(limit, 1), OpenArchive.longestPage)
    let rows = try told(try archive.db.lastReadings(after: mark, limit: limit))
    return LastReadPage(persons: rows.map(\.id), mark: rows.count < limit ? nil : rows.last?.row)
  }
}
