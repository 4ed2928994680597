internal import CounterRules
internal import DatabaseKit
internal import KioskProtocol
internal import PersonArchive

/// Typed documents that wait for a second checker: sealed, nobody's, and found by nobody until then
/// (docs/typed-documents.md).
extension OpenArchive {
  func keepUnconfirmed(_ filing: FilingRequest) throws(KioskFailure) {
    let key = try filing.key()
    guard filing.origin.isTyped else { throw KioskFailure(.documentNotTyped) }
    try transaction { db throws(KioskFailure) in
      let origin = filing.origin
      guard try told(try db.unconfirmed(session: origin.session)) == nil,
        try told(try db.filing(session: origin.session)) == nil
      else { return }
      try self.refuseErased(filing)
      let (data, wrapped) = try self.keys.makeDataKey(for: .unconfirmedKey(session: origin.session))
      let place = SealedPlace.unconfirmed(
        session: origin.session, typedAt: origin.readAt, window: origin.window, clerk: origin.clerk)
      let sealed = try data.seal(filing.encoded(), for: place)
      try told(
        try db.insertUnconfirmed(
          session: origin.session, typedAt: origin.readAt, window: origin.window, clerk: origin.clerk,
          sealed: sealed, wrapped: wrapped))
      try self.note(filing.entry(.typeDocument), key, outcome: "waiting")
    }
  }

  func unconfirmed(offset: Int, limit: Int) throws(KioskFailure) -> [FilingRequest] {
    let (offset, limit) = Self.page(offset, limit)
    var filings: [FilingRequest] = []
    for row in try told(try db.unconfirmed(offset: offset, limit: limit)) {
      filings.append(try filing(row))
    }
    return filings
  }

  func unconfirmed(session: String, shownTo entry: AuditEntry) throws(KioskFailure) -> FilingRequest {
    try transaction { _ throws(KioskFailure) in
      let filing = try self.waiting(session).1
      try self.note(entry.about(session: session), try filing.key(), outcome: "shown")
      return filing
    }
  }

  func confirm(session: String, by entry: AuditEntry) throws(KioskFailure) -> FilingResult {
    try transaction { db throws(KioskFailure) in
      var (row, filing) = try self.waiting(session)
      guard let checker = entry.party.clerkName, checker != filing.origin.clerk else {
        throw KioskFailure(.documentSameChecker)
      }
      filing.origin.secondChecker = checker
      try told(try db.deleteUnconfirmed(row.row))
      return try self.file(
        filing, lookup: try self.keys.lookup(try filing.key()), by: entry.about(session: session))
    }
  }

  func discardUnconfirmed(session: String, by entry: AuditEntry) throws(KioskFailure) {
    try transaction { db throws(KioskFailure) in
      let (row, filing) = try self.waiting(session)
      try told(try db.deleteUnconfirmed(row.row))
      try self.note(entry.about(session: session), try filing.key(), outcome: "discarded")
    }
  }

  /// What was typed, as it was; throws `archive.damaged`.
  func filing(_ row: UnconfirmedRow) throws(KioskFailure) -> FilingRequest {
    let key = try keys.dataKey(row.wrapped, from: .unconfirmedKey(session: row.session))
    guard let filing = FilingRequest(decoding: try key.open(row.sealed, from: row.place)),
      filing.origin.session == row.session
    else { throw KioskFailure(.archiveDamaged) }
    return filing
  }

  /// Takes away what was typed of people who were erased since; the wrapped keys that are gone.
  func dropErasedUnconfirmed() throws(KioskFailure) -> [[UInt8]] {
    var (dropped, last): ([[UInt8]], Int) = ([], 0)
    while true {
      let rows = try told(try db.unconfirmed(after: last, limit: 256))
      guard let end = rows.last else { return dropped }
      for row in rows {
        do throws(KioskFailure) {
          try refuseErased(try filing(row))
        } catch {
          guard error.reason == .personErased else { continue }
          try told(try db.deleteUnconfirmed(row.row))
          dropped.append(row.wrapped)
        }
      }
      last = end.row
    }
  }

  private func waiting(_ session: String) throws(KioskFailure) -> (UnconfirmedRow, FilingRequest) {
    guard let row = try told(try db.unconfirmed(session: session)) else {
      throw KioskFailure(.documentNotWaiting)
    }
    return (row, try filing(row))
  }

  /// A line about a document that may be on file or not.
  private func note(_ entry: AuditEntry, _ key: DocumentKey, outcome: String) throws(KioskFailure) {
    let lookup = try keys.lookup(key)
    if let person = try told(try db.person(lookup: lookup)) {
      try note(entry, about: person, outcome: outcome)
    } else {
      try note(entry, whom: try keys.auditID(of: key), outcome: outcome)
    }
  }
}

extension AuditEntry {
  fileprivate func about(session: String) -> AuditEntry {
    var entry = self
    entry.session = session
    return entry
  }
}
