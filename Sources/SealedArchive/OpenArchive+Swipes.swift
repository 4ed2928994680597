internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit

/// The ledger of a batch (docs/batches.md §4).
extension OpenArchive {
  /// Files a reading and writes its row in one transaction, durable when it returns.
  ///
  /// A late one was swiped before it could be known that the batch is paused.
  func swipe(
    _ filing: FilingRequest, intoBatch id: String, in scope: BatchScope, isLate: Bool = false,
    by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSwipeResult {
    let key = try filing.key()
    return try transaction { _ throws(KioskFailure) in
      let lookup = try self.keys.lookup(key)
      let batch = try isLate ? self.livingBatch(id, in: scope) : self.swipeable(id, in: scope)
      var (person, foreseen) = try self.foreseen(filing, lookup)
      let result: BatchSwipeResult
      if let person,
        let row = try told(
          try self.db.counted(
            document: person.row, isConflict: foreseen.outcome == .conflict, batch: batch.row))
      {
        result = try self.again(filing, foreseen, row: row, lookup: lookup, batch: batch)
      } else {
        result = try self.first(filing, lookup: lookup, batch: batch, by: entry)
      }
      if person == nil { person = try told(try self.db.person(lookup: lookup)) }
      try self.note(
        entry.about(batch: batch.row), about: person, outcome: result.mark.rawValue)
      return result
    }
  }

  func noteFailedSwipe(
    _ reason: FailureReason, intoBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSwipeResult {
    try transaction { db throws(KioskFailure) in
      let batch = try self.swipeable(id, in: scope)
      let row = try told(
        try db.insertSwipe(
          SwipeRow(
            at: entry.at, window: entry.window, actor: entry.party.auditName, session: entry.session,
            mark: BatchMark.failed.rawValue, reason: reason.rawValue, isExpired: false), batch: batch.row))
      try self.bind(.swipe, row: row)
      try self.note(entry.about(batch: batch.row), about: nil, outcome: BatchMark.failed.rawValue)
      return BatchSwipeResult(
        mark: .failed, row: row, filing: nil, counters: try self.counters(of: batch.row))
    }
  }

  func removeSwipe(
    _ row: Int, fromBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSummary {
    try transaction { db throws(KioskFailure) in
      let batch = try self.livingBatch(id, in: scope)
      guard try told(try db.removeSwipe(row, batch: batch.row, at: entry.at)) else {
        throw KioskFailure(.requestBadParameters)
      }
      try self.bind(.swipe, row: row)
      try self.note(entry.about(batch: batch.row), about: nil, outcome: "removed")
      return try self.summary(batch)
    }
  }

  func counters(of batch: Int) throws(KioskFailure) -> BatchCounters {
    var counters = BatchCounters()
    let expected = try told(try db.expectedCount(of: batch))
    if expected > 0 {
      counters = BatchCounters(expected: expected, found: try told(try db.foundCount(of: batch)))
    }
    for group in try told(try db.swipeGroups(of: batch)) {
      let (mark, outcome) = try Self.read(mark: group.mark, outcome: group.outcome)
      counters.add(mark, outcome, isExpired: group.isExpired, count: group.count)
    }
    return counters
  }

  func swipes(
    of batch: BatchRow, newestFirst: Bool, offset: Int, limit: Int
  ) throws(KioskFailure) -> [BatchSwipeRecord] {
    let (offset, limit) = (max(offset, 0), min(max(limit, 0), Self.longestPage))
    var records: [BatchSwipeRecord] = []
    let rows = try told(
      try db.swipes(of: batch.row, newestFirst: newestFirst, offset: offset, limit: limit))
    for row in rows {
      records.append(try record(row))
    }
    return records
  }

  func missing(of batch: BatchRow, offset: Int, limit: Int) throws(KioskFailure) -> [ExpectedPerson] {
    let limit = min(max(limit, 0), Self.longestPage)
    var people: [ExpectedPerson] = []
    for row in try told(try db.missing(of: batch.row, offset: max(offset, 0), limit: limit)) {
      people.append(try expected(row))
    }
    return people
  }

  /// The row of a batch that takes cards.
  private func swipeable(_ id: String, in scope: BatchScope) throws(KioskFailure) -> BatchRow {
    let batch = try livingBatch(id, in: scope)
    guard batch.state == BatchState.open.rawValue else { throw KioskFailure(.batchPaused) }
    return batch
  }

  /// What filing would do.
  private func foreseen(
    _ filing: FilingRequest, _ lookup: LookupValue
  ) throws(KioskFailure) -> (PersonRow?, FilingDecision) {
    guard let first = try told(try db.person(lookup: lookup)) else {
      return (nil, FilingRule.decide(reading: filing.values, kept: []))
    }
    let (person, decision, _) = try fitting(filing.values, first)
    return (person, decision)
  }

  private func first(
    _ filing: FilingRequest, lookup: LookupValue, batch: BatchRow, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSwipeResult {
    let result = try file(filing, lookup: lookup)
    var listed: ExpectedRow?
    if let number = filing.document.number, let lookup = try expectedLookup(number) {
      listed = try told(try db.expected(lookup: lookup, batch: batch.row))
    }
    let hasList = try told(try db.expectedCount(of: batch.row)) > 0
    let mark = BatchMark(result.outcome, isListed: hasList ? listed != nil : nil)
    // A conflict belongs to nobody: its document is that of whoever has the number first.
    let owner = try result.person.map { id throws(KioskFailure) in try self.row(id: id) }
    let person: PersonRow? = if let owner { owner } else { try told(try db.person(lookup: lookup)) }
    let swipe = SwipeRow(
      at: entry.at, window: entry.window, actor: entry.party.auditName, session: filing.origin.session,
      document: person?.row, person: result.person == nil ? nil : person?.row, expected: listed?.row,
      version: result.version, mark: mark.rawValue,
      outcome: result.outcome.rawValue, isExpired: filing.isExpired)
    let row = try told(try db.insertSwipe(swipe, batch: batch.row))
    try bind(.swipe, row: row)
    return BatchSwipeResult(
      mark: mark, row: row, filing: result, counters: try counters(of: batch.row))
  }

  /// A document that stands in the ledger: it counts once, and what is new about it is filed all the same.
  private func again(
    _ filing: FilingRequest, _ foreseen: FilingDecision, row: Int, lookup: LookupValue, batch: BatchRow
  ) throws(KioskFailure) -> BatchSwipeResult {
    var result: FilingResult?
    if foreseen.newVersion != nil {
      let filed = try file(filing, lookup: lookup)
      if filed.outcome == .renewed, let version = filed.version {
        try told(try db.setVersion(version, isExpired: filing.isExpired, ofSwipe: row))
        try bind(.swipe, row: row)
      }
      result = filed
    }
    return BatchSwipeResult(
      mark: .counted, row: row, filing: result, counters: try counters(of: batch.row))
  }

  private func record(_ row: SwipeRow) throws(KioskFailure) -> BatchSwipeRecord {
    let (mark, outcome) = try Self.read(mark: row.mark, outcome: row.outcome)
    var record = BatchSwipeRecord(
      row: row.row, at: row.at, window: row.window, actor: row.actor, mark: mark, outcome: outcome,
      reason: row.reason.flatMap(FailureReason.init), isExpired: row.isExpired, expected: nil, person: nil,
      document: nil)
    if let number = row.expected {
      guard let listed = try told(try db.expected(row: number)) else { throw KioskFailure(.archiveDamaged) }
      record.expected = try expected(listed)
    }
    if let number = row.person, let version = row.version {
      guard let person = try told(try db.person(row: number)),
        let version = try told(try db.version(of: number, number: version))
      else { throw KioskFailure(.archiveDamaged) }
      record.person = person.id
      record.document = try content(version, of: person).document
    } else if outcome == .conflict, let session = row.session,
      let conflict = try told(try db.conflict(session: session))
    {
      record.document = try content(conflict).document
    }
    return record
  }

  func expected(_ row: ExpectedRow) throws(KioskFailure) -> ExpectedPerson {
    let bytes = try keys.own.data.open(row.sealed, from: .expected(batch: row.batch, row: row.row))
    guard let person = ExpectedPerson(decoding: bytes) else { throw KioskFailure(.archiveDamaged) }
    return person
  }

  private static func read(
    mark: String, outcome: String?
  ) throws(KioskFailure) -> (BatchMark, FilingOutcome?) {
    let read = outcome.map(FilingOutcome.init(rawValue:))
    guard let mark = BatchMark(rawValue: mark), read == nil || read != .some(nil) else {
      throw KioskFailure(.archiveDamaged)
    }
    return (mark, read ?? nil)
  }
}

extension FilingRequest {
  /// Whether the checks of the reading found that the document has expired.
  fileprivate var isExpired: Bool { findings.contains { $0.code == .expired } }
}
