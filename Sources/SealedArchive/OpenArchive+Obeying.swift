internal import CounterRules
internal import DatabaseKit
package import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive

/// Tombstones outlive the archive: an older one that takes its place erases whom they name.
extension OpenArchive {
  /// Erases whoever the file at `path` says was erased, and brings the file up to the archive.
  package func settleErased(_ path: String) throws(KioskFailure) {
    let stored = try told(try db.tombstones())
    guard !stored.isEmpty || Files.exists(path) else { return }
    let said = try Self.tombstones(in: path, keys.own)
    let known = Set(stored.map(\.person))
    try obey(said.filter { !known.contains($0.person) })
    let written = Set(said.map(\.person))
    for tombstone in stored where !written.contains(tombstone.person) { keep(tombstone, in: path) }
  }

  /// Writes a tombstone into its second place; a full disk leaves that to the next start.
  func keep(_ tombstone: Tombstone, in path: String) {
    guard let record = try? tombstone.record(keys.own), let file = try? RecordFile(path: path),
      let size = try? file.size()
    else { return }
    // One that was cut is written over.
    try? file.write(record, at: size / Tombstone.recordSize * Tombstone.recordSize)
  }

  private static func tombstones(in path: String, _ keys: OwnKeys) throws(KioskFailure) -> [Tombstone] {
    let bytes: [UInt8]
    do throws(SystemError) {
      guard Files.exists(path) else { return [] }
      bytes = try Files.read(path, limit: 1 << 30)
    } catch {
      throw KioskFailure(error)
    }
    return stride(from: 0, to: bytes.count, by: Tombstone.recordSize).compactMap { start in
      Tombstone(record: Array(bytes[start..<min(start + Tombstone.recordSize, bytes.count)]), keys)
    }
  }

  private func obey(_ tombstones: [Tombstone]) throws(KioskFailure) {
    guard !tombstones.isEmpty else { return }
    var wanted = Dictionary(tombstones.map { ($0.person, $0) }) { first, _ in first }
    let entry = AuditEntry(
      at: WallClock.now(), window: try told(try db.trailWindows()).min() ?? "",
      party: .localAdministrator(uid: ProcessIdentity.uid), act: .erasePerson, subject: "restore")
    var mark = 0
    while true {
      let persons = try told(try db.lastReadings(after: mark, limit: 256))
      guard let last = persons.last else { break }
      for person in persons {
        guard let tombstone = wanted.removeValue(forKey: try keys.own.tombstone(person: person.id)) else {
          continue
        }
        try transaction { db throws(KioskFailure) in
          guard let row = try told(try db.person(id: person.id)) else { return }
          _ = try self.erase(row, try self.documentKey(of: row), leaving: tombstone, by: entry)
        }
      }
      mark = last.row
    }
    forgetKey()
    try transaction { db throws(KioskFailure) in
      for tombstone in wanted.values { try told(try db.insert(tombstone)) }
      _ = try self.dropErasedUnconfirmed()
    }
  }
}
