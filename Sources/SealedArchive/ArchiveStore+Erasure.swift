internal import DatabaseKit
public import KioskProtocol
internal import LinuxPlatform
public import PersonArchive

extension ArchiveStore: ErasureStore {
  /// Erases the person: key, values and all that finds them.
  public func erase(
    person id: String, by entry: AuditEntry, wiping: Bool = true
  ) async throws(KioskFailure) -> Erasure {
    let keeper = try kept()
    var erased = try opened().erase(id, by: entry)
    try opened().keep(erased.tombstone, in: keeper.erasedFile)
    erased.receipt.backups = try backups { row in
      guard let last = row.lastReading, let first = erased.firstReading else { return true }
      return last >= first
    }
    // The person is erased, whatever becomes of the bytes now: what fails here is done later.
    if wiping { erased.receipt.isWiped = (try? await wipe(erased.needles)) ?? false }
    return erased.receipt
  }

  /// Goes on with taking the bytes of the erased out of the files: writes the archive's file anew, or has the server clean
  /// its tables.
  public func finishErasures() async throws(KioskFailure) -> Bool {
    let archive = try opened()
    guard archive.db.isShared else {
      try archive.wipeAlone()
      return try !archive.isWipeDue()
    }
    if try !archive.isWipeDue() { return true }
    return try await wipe([])
  }

  /// Whether the policy may erase on this day, which is noted.
  public func mayErase(onDay day: Int) throws(KioskFailure) -> Bool { try opened().mayErase(onDay: day) }

  /// A few of those who were last read before a day.
  public func lastRead(before day: String, after mark: Int) throws(KioskFailure) -> LastReadPage {
    let archive = try opened()
    let rows = try told(try archive.db.lastReadings(after: mark, limit: 256))
    return LastReadPage(persons: rows.filter { $0.at < day }.map(\.id), mark: rows.last?.row)
  }

  /// The backups that are remembered.
  public func backups() throws(KioskFailure) -> [KeptBackup] { try backups { _ in true } }

  /// Takes the backups away that were made before a day.
  public func removeBackups(madeBefore day: String, by entry: AuditEntry) throws(KioskFailure) -> Int {
    let keeper = try kept()
    let archive = try opened()
    var count = 0
    for row in try told(try archive.db.backups()) where row.madeAt < day && row.lastReading != nil {
      for suffix in ["", "-journal", "-wal", "-shm"] {
        _ = try toldBySystem(try Files.remove(keeper.backups + "/" + row.name + suffix))
      }
      try archive.transaction { db throws(KioskFailure) in
        try told(try db.deleteBackup(row.row))
        var entry = entry
        entry.subject = "backup \(row.name)"
        try archive.note(entry, about: nil, outcome: "removed")
      }
      count += 1
    }
    return count
  }

  private func backups(_ isMeant: (BackupRow) -> Bool) throws(KioskFailure) -> [KeptBackup] {
    let keeper = try kept()
    let archive = try opened()
    let made = try told(try archive.db.backups()).filter(isMeant).map { row in
      let path = keeper.backups + "/" + row.name
      return KeptBackup(path: path, madeAt: row.madeAt, isThere: Files.exists(path))
    }
    return made + (try keeper.setAside().map { KeptBackup(path: $0, madeAt: nil, isThere: true) })
  }

  /// Takes bytes out of the files; false where that has to wait for somebody who reads.
  private func wipe(_ needles: [[UInt8]]) async throws(KioskFailure) -> Bool {
    let keeper = try kept()
    guard try opened().emptyLog() else { return false }
    if try opened().db.isShared {
      guard try await !keeper.another().holds(needles) else { return false }
      try opened().endWipe()
      return true
    }
    // Nobody at the counter waits while the file is gone through.
    if try await keeper.another().holds(needles) {
      // In a gap of some page, which belongs to no row.
      try opened().rewrite()
      guard try opened().emptyLog(), try await !keeper.another().holds(needles) else { return false }
    }
    try opened().endWipe()
    return true
  }
}
