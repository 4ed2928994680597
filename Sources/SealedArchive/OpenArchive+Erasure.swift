internal import CounterRules
internal import DatabaseKit
internal import IdentityDocuments
package import KioskProtocol
internal import LinuxPlatform
internal import OneTimeCodes
internal import PersonArchive
internal import PersonalData

/// Erasing a person: the data key and all that finds the person go, and a keyed tombstone stays (docs/archive.md).
extension OpenArchive {
  /// What is left to be done when the rows are gone: their bytes may stand in the file and its log.
  static let wipeTask = "wipe"

  /// An erasure that is on the disk.
  struct Erased {
    var receipt: Erasure
    /// The first reading that is gone; backups that have none so new do not hold the person.
    var firstReading: Int?
    /// What must not be found in the files any more.
    var needles: [[UInt8]] = []
    var tombstone: Tombstone
  }

  /// Erases somebody in one transaction, durable when it returns.
  func erase(_ id: String, by entry: AuditEntry) throws(KioskFailure) -> Erased {
    defer { forgetKey() }
    return try transaction { _ throws(KioskFailure) in
      let person = try self.row(id: id)
      let document = try self.documentKey(of: person)
      let tombstone = Tombstone(
        person: try self.keys.own.tombstone(person: id),
        document: try document.map { key throws(KioskFailure) in try self.keys.own.tombstone(key) } ?? [],
        at: TimeOfDay.seconds(entry.at) ?? 0)
      return try self.erase(person, document, leaving: tombstone, by: entry)
    }
  }

  /// Erases somebody inside a transaction that somebody began.
  func erase(
    _ person: PersonRow, _ document: DocumentKey?, leaving tombstone: Tombstone, by entry: AuditEntry
  ) throws(KioskFailure) -> Erased {
    var erased = Erased(
      receipt: Erasure(person: person.id, at: entry.at),
      firstReading: try told(try db.firstReading(of: person.row)), tombstone: tombstone)
    try told(try db.count(of: person.row, into: &erased.receipt))
    erased.receipt.linked = try told(try db.links(of: person.row)).map(\.other)
    // Somebody whose key is damaged is erased as well; then the line names nobody.
    try note(entry, whom: try? key(of: person).auditID(), outcome: "erased")
    try deleteMessages(to: person)
    var values = try told(try db.keyedValues(of: person.row))
    var swipes = try told(try db.swipes(about: person.row))
    let namesakes = try told(try db.namesakes(of: person.row))
    try told(try db.deletePerson(person.row))
    let isInherited = try inherit(person, document, namesakes)
    if let document {
      let tried = try keys.own.tried(document)
      try told(try db.deleteTries(of: tried))
    }
    if let document, let lookup = try expectedLookup(document.number) {
      let deleted = try told(try db.deleteExpected(lookup))
      erased.receipt.lists = deleted.lists
      swipes += deleted.swipes
      if erased.receipt.lists > 0 { values += [lookup.newest, lookup.older ?? lookup.newest] }
    }
    try bind(swipes: swipes)
    erased.needles = [person.wrapped] + (isInherited ? [] : [person.lookup])
    for value in values where try !told(try db.isKept(value)) { erased.needles.append(value) }
    try told(try db.insert(tombstone))
    erased.needles += try dropErasedUnconfirmed()
    if try upkeep(Self.wipeTask) == nil {
      try told(try db.run("INSERT INTO upkeep (task, done) VALUES (?, 0)", [.text(Self.wipeTask)]))
    }
    return erased
  }

  /// Makes the first of those who had the erased person's number as well the one who is found by it; false where there is none.
  private func inherit(
    _ person: PersonRow, _ document: DocumentKey?, _ namesakes: [PersonRow]
  ) throws(KioskFailure) -> Bool {
    guard let heir = namesakes.first else { return false }
    let lookup = try document.map { key throws(KioskFailure) in try keys.lookup(key).newest }
    try told(
      try db.run(
        "UPDATE person SET lookup = ? WHERE row = ?",
        [.blob(lookup ?? person.lookup), .integer(heir.row)]))
    for other in namesakes.dropFirst() {
      try told(
        try db.run(
          "UPDATE person SET namesake = ? WHERE row = ?", [.integer(heir.row), .integer(other.row)]))
    }
    return true
  }

  /// Throws `person.erased` for a reading from before its document's owner was erased.
  func refuseErased(_ filing: FilingRequest) throws(KioskFailure) {
    let document = try keys.own.tombstone(try filing.key())
    guard let at = try told(try db.erasedAt(document: document)) else { return }
    // One that a wrong clock dated ahead must not keep anybody out for years.
    let now = TimeOfDay.seconds(WallClock.now()) ?? at
    guard at <= now + 86_400 else { return }
    guard TimeOfDay.seconds(filing.origin.readAt) ?? at <= at, try !isOfNamesake(filing, before: at) else {
      return
    }
    throw KioskFailure(.personErased)
  }

  /// Whether a reading fits somebody who had the erased person's number as well, and was on file beside that person: whoever
  /// has no reading from before the erasure may be the erased person, filed anew since.
  private func isOfNamesake(_ filing: FilingRequest, before at: Int) throws(KioskFailure) -> Bool {
    let lookup = try keys.lookup(try filing.key())
    guard let first = try told(try db.person(lookup: lookup)) else { return false }
    let (person, decision, _) = try fitting(filing.values, first)
    guard decision.outcome != .conflict else { return false }
    return try told(try db.readTimes(of: person.row)).contains { TimeOfDay.seconds($0) ?? .max <= at }
  }

  /// Takes what the log still holds into the file and empties it; false while somebody reads an older state.
  func emptyLog() throws(KioskFailure) -> Bool {
    try told(try db.emptyLog())
  }

  /// Writes the whole file anew, so that nothing stands in it that is no row.
  func rewrite() throws(KioskFailure) { try told(try db.rewrite()) }

  /// Whether bytes of somebody who was erased may still stand in the files.
  func isWipeDue() throws(KioskFailure) -> Bool { try upkeep(Self.wipeTask) != nil }

  /// Notes that none do.
  func endWipe() throws(KioskFailure) {
    try transaction { _ throws(KioskFailure) in try self.setUpkeep(Self.wipeTask, done: nil) }
  }

  /// The same for an archive that nobody else uses, whoever was erased.
  package func wipeAlone() throws(KioskFailure) {
    guard try isWipeDue(), try emptyLog() else { return }
    try rewrite()
    if try emptyLog() { try endWipe() }
  }

  /// Kind and number, as any version tells it; `nil` where none opens.
  func documentKey(of person: PersonRow) throws(KioskFailure) -> DocumentKey? {
    for version in try told(try db.versions(of: person.row)) {
      if let document = try? self.document(version, of: person) { return DocumentKey(document) }
    }
    return nil
  }

  /// What waits in the outbox for one of the person's numbers goes nowhere.
  private func deleteMessages(to person: PersonRow) throws(KioskFailure) {
    var numbers: Set<MobileNumber> = []
    for row in try told(try db.bindingRows(of: person.row)) {
      guard let binding = try told(try db.anyBinding(row)) else { continue }
      if let number = try? number(of: binding, of: person) { numbers.insert(number) }
    }
    for row in try told(try db.challengeRows(of: person.row)) {
      guard let challenge = try told(try db.challenge(row)) else { continue }
      if let number = try? number(of: challenge, of: person) { numbers.insert(number) }
    }
    for message in try told(try db.sealedMessages()) {
      guard let number = try? recipient(of: message), numbers.contains(number) else { continue }
      try told(try db.deleteMessage(message.id))
    }
  }
}
