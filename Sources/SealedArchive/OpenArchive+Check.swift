internal import CounterRules
internal import IdentityDocuments
package import KioskProtocol
package import LinuxPlatform
package import PersonArchive
internal import DatabaseKit

/// Looks at every row: whether it opens, and is what was written.
extension OpenArchive {
  private static let rowsAtOnce = 256

  /// What is damaged, and what can still be read.
  ///
  /// A row that cannot be read does not keep the others from being looked at.
  package func check(_ flag: CancelFlag) throws(KioskFailure) -> ArchiveReport {
    var report = ArchiveReport()
    report.file = (try? db.faults(limit: 20)) ?? ["the file cannot be gone through"]
    look(at: "person", &report, flag) { row, report throws(KioskFailure) in
      try self.look(atPerson: row, &report)
    }
    look(at: "conflict", &report, flag) { row, report throws(KioskFailure) in
      guard let session = try told(try self.db.session(ofConflict: row)),
        let conflict = try told(try self.db.conflict(session: session))
      else { throw KioskFailure(.archiveDamaged) }
      _ = try self.content(conflict)
      report.others += 1
    }
    look(at: "unconfirmed", &report, flag) { row, report throws(KioskFailure) in
      guard let waiting = try told(try self.db.unconfirmed(after: row - 1, limit: 1)).first else {
        throw KioskFailure(.archiveDamaged)
      }
      _ = try self.filing(waiting)
      report.others += 1
    }
    look(at: "batch", &report, flag) { row, report throws(KioskFailure) in
      _ = try self.summary(try self.batchRow("\(row)", in: .all))
      report.others += 1
    }
    look(at: "expected", &report, flag) { row, report throws(KioskFailure) in
      guard let listed = try told(try self.db.expected(row: row)) else { throw KioskFailure(.archiveDamaged) }
      let person = try self.expected(listed)
      let stored = try told(try self.db.lookup(ofExpected: row))
      guard try self.expectedLookup(person.number)?.holds(stored) == true else {
        throw KioskFailure(.archiveDamaged)
      }
      report.others += 1
    }
    look(at: "message", &report, flag) { row, report throws(KioskFailure) in
      guard let message = try told(try self.db.sealedMessage(row)) else { return }
      _ = try self.keys.own.data.open(message.sealed, from: .message(id: message.id))
      report.others += 1
    }
    look(atBound: &report, flag)
    var proof = TrailProof()
    do throws(KioskFailure) {
      while !proof.isDone, !flag.isCancelled { proof = try prove(proof, Self.rowsAtOnce) }
      report.trail = proof.faults
    } catch {
      report.add(.init(table: "audit", id: "after \(proof.number)"))
    }
    return report
  }

  /// Goes through the rows of a table, as far as the file lets itself be read.
  private func look(
    at table: String, _ report: inout ArchiveReport, _ flag: CancelFlag,
    _ row: (Int, inout ArchiveReport) throws(KioskFailure) -> Void
  ) {
    var last = 0
    while !flag.isCancelled {
      guard let rows = try? db.rowNumbers(of: table, after: last, limit: Self.rowsAtOnce) else {
        // The tree of the table is broken from here on.
        report.add(.init(table: table, id: "after \(last)"))
        return
      }
      guard let newest = rows.last else { return }
      for number in rows {
        do throws(KioskFailure) { try row(number, &report) } catch {
          report.add(.init(table: table, id: "\(number)"))
        }
      }
      last = newest
    }
  }

  private func look(atPerson row: Int, _ report: inout ArchiveReport) throws(KioskFailure) {
    guard let person = try told(try db.person(row: row)) else { throw KioskFailure(.archiveDamaged) }
    let key = try key(of: person)
    var isWhole = true
    func look(_ table: String, _ id: String, _ body: () throws(KioskFailure) -> Void) {
      do throws(KioskFailure) { try body() } catch {
        report.add(.init(table: table, id: "\(person.id) \(id)"))
        isWhole = false
      }
    }
    var kept: [FiledVersion] = []
    for version in try told(try db.versions(of: row)) {
      look("version", "#\(version.number)") { () throws(KioskFailure) in
        let content = try self.content(version, of: person)
        kept.append(FiledVersion(version: version.number, values: content.values))
        for name in [content.document.name, content.document.englishName] {
          guard let name = name.flatMap(NameKey.init) else { continue }
          let found = try told(try db.fits(.everything, named: try? keys.lookup(name), person: row))
          guard found else { throw KioskFailure(.archiveDamaged) }
        }
        report.versions += 1
      }
    }
    if isWhole {
      look("person", "current") { () throws(KioskFailure) in
        guard kept.current?.version == person.current else { throw KioskFailure(.archiveDamaged) }
      }
    }
    for reading in try told(try db.readings(of: row)) {
      look("reading", reading.origin.session) { () throws(KioskFailure) in
        try prove(reading, of: person, key)
        report.readings += 1
      }
    }
    for binding in try told(try db.bindingRows(of: row)) {
      look("binding", "\(binding)") { () throws(KioskFailure) in
        guard let binding = try told(try db.anyBinding(binding)) else { throw KioskFailure(.archiveDamaged) }
        _ = try number(of: binding, of: person)
        report.others += 1
      }
    }
    for challenge in try told(try db.challengeRows(of: row)) {
      look("challenge", "\(challenge)") { () throws(KioskFailure) in
        guard let challenge = try told(try db.challenge(challenge)) else {
          throw KioskFailure(.archiveDamaged)
        }
        _ = try number(of: challenge, of: person)
        report.others += 1
      }
    }
    look("link", "") { () throws(KioskFailure) in
      report.others += try self.links(of: person).count
    }
    if isWhole { report.persons += 1 }
  }
}
