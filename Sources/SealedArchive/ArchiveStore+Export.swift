public import KioskProtocol
public import PersonArchive

extension ArchiveStore: ExportStore {
  /// Some of those on file.
  public func export(
    after mark: Int, limit: Int, isFull: Bool, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ExportPart {
    try opened().export(after: mark, limit: limit, isFull: isFull, shownTo: entry)
  }
}

extension OpenArchive {
  /// Some of those on file, the one filed first first.
  func export(
    after mark: Int, limit: Int, isFull: Bool, shownTo entry: AuditEntry
  ) throws(KioskFailure) -> ExportPart {
    try transaction { db throws(KioskFailure) in
      var part = ExportPart()
      let limit = min(max(limit, 1), Self.longestPage)
      let rows = try told(try db.lastReadings(after: mark, limit: limit))
      for row in rows {
        guard let person = try told(try db.person(id: row.id)), let shown = try? self.person(person) else {
          part.damaged += 1
          continue
        }
        part.entries.append(ExportPart.Entry(person: shown, lastReadAt: row.at))
        if isFull { try self.note(entry, about: person, outcome: "full") }
      }
      if !isFull { try self.note(entry, about: nil, outcome: "\(part.entries.count) masked") }
      part.mark = rows.count < limit ? nil : rows.last?.row
      return part
    }
  }
}
