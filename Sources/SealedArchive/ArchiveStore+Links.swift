internal import CounterRules
public import KioskProtocol
public import PersonArchive
internal import DatabaseKit
internal import Sealing

extension ArchiveStore: LinkStore {
  /// Links two persons.
  public func link(_ person: String, with other: String, by entry: AuditEntry) throws(KioskFailure) {
    try opened().link(person, with: other, by: entry)
  }

  /// Takes a link away.
  public func unlink(_ person: String, from other: String, by entry: AuditEntry) throws(KioskFailure) {
    try opened().unlink(person, from: other, by: entry)
  }

  /// Whom a person is linked with.
  public func links(of person: String) throws(KioskFailure) -> [String] {
    let archive = try opened()
    return try archive.links(of: try archive.row(id: person)).map(\.other)
  }
}

extension OpenArchive {
  func link(_ person: String, with other: String, by entry: AuditEntry) throws(KioskFailure) {
    guard person != other else { throw KioskFailure(.requestBadParameters) }
    try transaction { db throws(KioskFailure) in
      let (first, second) = (try self.row(id: person), try self.row(id: other))
      try self.note(entry, about: first, outcome: "linked")
      try self.note(entry, about: second, outcome: "linked")
      guard try !self.links(of: first).contains(where: { $0.other == other }) else { return }
      var link = LinkRow(
        row: 0, first: person, second: other, other: other, at: entry.at, window: entry.window,
        actor: entry.party.auditName, mark: [])
      link.mark = try self.keys.own.data.mark(link.place)
      try told(try db.insert(link, from: first.row, to: second.row))
    }
  }

  func unlink(_ person: String, from other: String, by entry: AuditEntry) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in
      let (first, second) = (try self.row(id: person), try self.row(id: other))
      try self.note(entry, about: first, outcome: "unlinked")
      try self.note(entry, about: second, outcome: "unlinked")
      for link in try told(try db.links(of: first.row)) where link.other == other {
        try told(try db.deleteLink(link.row))
      }
    }
  }

  /// The links of a person, each as it was written.
  func links(of person: PersonRow) throws(KioskFailure) -> [LinkRow] {
    let links = try told(try db.links(of: person.row))
    for link in links {
      guard HMACSHA256.isEqual(try keys.own.data.mark(link.place), link.mark) else {
        throw KioskFailure(.archiveDamaged)
      }
    }
    return links
  }
}
