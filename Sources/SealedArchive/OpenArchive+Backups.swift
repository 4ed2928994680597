internal import CounterRules
internal import DatabaseKit
package import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive

/// What the archive remembers of its backups: who is erased later is told which of them still hold the person.
extension OpenArchive {
  /// Remembers a backup before there is one; its row.
  func beginBackup(_ name: String, at time: String) throws(KioskFailure) -> Int {
    try transaction { db throws(KioskFailure) in try told(try db.insertBackup(name, at: time)) }
  }

  /// Notes that a backup is whole, with its line of the audit trail.
  func finishBackup(_ row: Int, by entry: AuditEntry, outcome: String) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in
      try told(try db.finishBackup(row))
      try self.note(entry, about: nil, outcome: outcome)
    }
  }

  /// Forgets a backup that came to nothing.
  func forgetBackup(_ row: Int) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in try told(try db.deleteBackup(row)) }
  }

  /// Takes away what was left of a backup that was broken off, and remembers what else lies in the folder.
  package func settleBackups(_ folder: String) throws(KioskFailure) {
    let known = try told(try db.backups())
    let drafts = [".new", ".new-journal", ".new-wal", ".new-shm"]
    var names = try toldBySystem(try Files.names(in: folder))
    for name in names where drafts.contains(where: name.hasSuffix) {
      _ = try? Files.remove(folder + "/" + name)
    }
    names.removeAll { name in (drafts + ["-journal", "-wal", "-shm"]).contains(where: name.hasSuffix) }
    let gone = known.filter { $0.lastReading == nil && !names.contains($0.name) }
    let whole = known.filter { $0.lastReading == nil && names.contains($0.name) }
    let found = names.filter { name in !known.contains { $0.name == name } }
    guard !gone.isEmpty || !whole.isEmpty || !found.isEmpty else { return }
    try transaction { db throws(KioskFailure) in
      for row in gone { try told(try db.deleteBackup(row.row)) }
      for row in whole { try told(try db.finishBackup(row.row)) }
      for name in found {
        let row = try told(try db.insertBackup(name, at: WallClock.now()))
        try told(try db.finishBackup(row))
      }
    }
  }
}
