internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData
internal import DatabaseKit
internal import Sealing

/// Batches: opening, states, codes.
extension OpenArchive {
  func openBatch(_ opening: BatchOpening, by entry: AuditEntry) throws(KioskFailure) -> BatchSummary {
    try transaction { db throws(KioskFailure) in
      let row = try told(
        try db.insertBatch(
          BatchRow(
            row: 0, window: entry.window, name: opening.name, enterpriseName: opening.enterpriseName,
            enterpriseCode: opening.enterpriseCode.text, broughtBy: [], state: BatchState.open.rawValue,
            code: [], wrongCodes: 0, openedAt: entry.at, openedBy: entry.party.auditName)))
      var broughtBy: [UInt8]?
      if let name = opening.broughtBy {
        broughtBy = try self.keys.own.data.seal(Array(name.disclosed().utf8), for: .batch(row: row))
      }
      let code = try self.keys.own.hash(ofCode: opening.code, ofBatch: row)
      try told(try db.setSecrets(ofBatch: row, broughtBy: broughtBy, code: code))
      try self.bind(.batch, row: row)
      for person in opening.expected ?? [] {
        guard let lookup = try self.expectedLookup(person.number) else { continue }
        let listed = try told(try db.insertExpected(lookup: lookup.newest, batch: row))
        let sealed = try self.keys.own.data.seal(
          person.sealable, for: .expected(batch: row, row: listed))
        try told(try db.setSealed(sealed, ofExpected: listed))
      }
      try self.note(entry.about(batch: row), about: nil, outcome: "opened")
      return try self.summary(try self.batchRow("\(row)", in: .all))
    }
  }

  /// The batch's row; throws `batch.unknown`, also for one that is not within `scope`.
  func batchRow(_ id: String, in scope: BatchScope) throws(KioskFailure) -> BatchRow {
    guard let number = Int(id), "\(number)" == id, let row = try told(try db.batch(number)),
      scope.holds(batch: id, openedBy: row.openedBy)
    else { throw KioskFailure(.batchUnknown) }
    return row
  }

  /// The row of a batch that is not closed.
  func livingBatch(_ id: String, in scope: BatchScope) throws(KioskFailure) -> BatchRow {
    let row = try batchRow(id, in: scope)
    guard row.state != BatchState.closed.rawValue else { throw KioskFailure(.batchClosed) }
    return row
  }

  func batches(in scope: BatchScope, offset: Int, limit: Int) throws(KioskFailure) -> [BatchSummary] {
    let rows: [BatchRow]
    let (offset, limit) = (max(offset, 0), min(max(limit, 0), Self.longestPage))
    switch scope {
    case .all: rows = try told(try db.batches(openedBy: nil, offset: offset, limit: limit))
    case .opened(let name): rows = try told(try db.batches(openedBy: name, offset: offset, limit: limit))
    case .only(let id): rows = offset == 0 && limit > 0 ? [try batchRow(id, in: scope)] : []
    }
    var summaries: [BatchSummary] = []
    for row in rows { summaries.append(try summary(row)) }
    return summaries
  }

  func setState(
    _ state: BatchState, ofBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) -> BatchSummary {
    try transaction { db throws(KioskFailure) in
      let row = try self.livingBatch(id, in: scope)
      let closedAt = state == .closed ? entry.at : nil
      try told(try db.setState(state.rawValue, closedAt: closedAt, ofBatch: row.row))
      try self.bind(.batch, row: row.row)
      try self.note(entry.about(batch: row.row), about: nil, outcome: state.rawValue)
      return try self.summary(try self.batchRow(id, in: scope))
    }
  }

  func setCode(
    _ code: Personal<String>, ofBatch id: String, in scope: BatchScope, by entry: AuditEntry
  ) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in
      let row = try self.livingBatch(id, in: scope)
      let code = try self.keyed(code, row)
      try told(try db.setCode(code, ofBatch: row.row))
      try self.bind(.batch, row: row.row)
      try self.note(entry.about(batch: row.row), about: nil, outcome: "codeRenewed")
    }
  }

  func enterBatch(_ id: String, code: Personal<String>, by entry: AuditEntry) throws(KioskFailure) {
    let refusal = try transaction {
      db throws(KioskFailure) -> FailureReason? in
      let row = try self.livingBatch(id, in: .all)
      let entry = entry.about(batch: row.row)
      guard row.wrongCodes < BatchCode.mostWrong else {
        try self.note(entry, about: nil, outcome: "codeLocked")
        return .batchCodeLocked
      }
      let isRight = HMACSHA256.isEqual(try self.keyed(BatchCode.normalized(code), row), row.code)
      try told(try db.setWrongCodes(isRight ? 0 : row.wrongCodes + 1, ofBatch: row.row))
      try self.bind(.batch, row: row.row)
      try self.note(entry, about: nil, outcome: isRight ? "entered" : "codeWrong")
      return isRight ? nil : .batchCodeWrong
    }
    // After the commit: a wrong try counts.
    if let refusal { throw KioskFailure(refusal) }
  }

  func summary(_ row: BatchRow) throws(KioskFailure) -> BatchSummary {
    guard let state = BatchState(rawValue: row.state) else { throw KioskFailure(.archiveDamaged) }
    var broughtBy: Personal<String>?
    if !row.broughtBy.isEmpty {
      let name = try keys.own.data.open(row.broughtBy, from: .batch(row: row.row))
      broughtBy = Personal(String(decoding: name, as: UTF8.self))
    }
    return BatchSummary(
      id: "\(row.row)", name: row.name, enterpriseName: row.enterpriseName,
      enterpriseCode: row.enterpriseCode, broughtBy: broughtBy, window: row.window, state: state,
      openedAt: row.openedAt, openedBy: row.openedBy, closedAt: row.closedAt,
      isCodeLocked: row.wrongCodes >= BatchCode.mostWrong, counters: try counters(of: row.row))
  }

  /// What a person on a list is found by: the number alone, because a list does not say of which kind it is.
  func expectedLookup(_ number: Personal<String>) throws(KioskFailure) -> LookupValue? {
    guard let key = DocumentKey(kind: .unknown, number: number) else { return nil }
    return try keys.lookup(key)
  }

  private func keyed(_ code: Personal<String>, _ row: BatchRow) throws(KioskFailure) -> [UInt8] {
    try keys.own.hash(ofCode: code, ofBatch: row.row)
  }
}

extension AuditEntry {
  /// The same about a batch.
  func about(batch row: Int) -> AuditEntry {
    var entry = self
    entry.subject = "\(row)"
    return entry
  }
}

extension ExpectedPerson {
  private static let format: UInt8 = 1

  /// Number and name as bytes to seal.
  var sealable: [UInt8] {
    var writer = EntryWriter(format: Self.format)
    writer.add("number", number.disclosed())
    writer.add("name", name.disclosed())
    return writer.bytes
  }

  /// The person in opened bytes; `nil` when they are none.
  init?(decoding bytes: [UInt8]) {
    guard let entries = Entries(bytes, format: Self.format), let number = entries.text("number") else {
      return nil
    }
    self.init(number: Personal(number), name: Personal(entries.text("name") ?? ""))
  }
}
