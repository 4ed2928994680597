/// `archive.outbox`: the filings that wait at this window for its centre, without anything about anybody.
package enum ArchiveOutbox: RPCMethod {
  package static let name = "archive.outbox"
  package struct Params: Codable, Sendable {
    package var offset: Int?
    package var limit: Int?
    package init(offset: Int? = nil, limit: Int? = nil) {
      self.offset = offset
      self.limit = limit
    }
  }
  package struct Entry: Codable, Sendable {
    /// The card session.
    package var session: String
    /// The batch it was swiped into.
    package var batch: String?
    package var since: String
    /// Whether it does not open any more, and cannot be delivered.
    package var damaged: Bool
    package init(session: String, batch: String?, since: String, damaged: Bool) {
      self.session = session
      self.batch = batch
      self.since = since
      self.damaged = damaged
    }
  }
  package struct Output: Codable, Sendable {
    package var waiting: WireWaiting
    /// Those that have waited longest first.
    package var entries: [Entry]
    package init(waiting: WireWaiting, entries: [Entry]) {
      self.waiting = waiting
      self.entries = entries
    }
  }
}

/// How much waits at a window for its centre.
package struct WireWaiting: Codable, Sendable {
  package var count: Int
  /// Since when the first of them waits; left out where none does.
  package var since: String?
  /// How many of them do not open any more.
  package var damaged: Int
  /// Why the centre cannot be reached, as the last try found; left out where it can be.
  package var failure: WireFailure?
  package init(count: Int, since: String?, damaged: Int, failure: WireFailure?) {
    self.count = count
    self.since = since
    self.damaged = damaged
    self.failure = failure
  }
}

/// `filing.changed`: a filing waits for the centre (`queued`), or what became of one that had waited.
package struct FilingChanged: RPCNotification {
  package static let name = "filing.changed"
  package var session: String
  package var batch: String?
  package var filing: WireFiling
  package init(session: String, batch: String?, filing: WireFiling) {
    self.session = session
    self.batch = batch
    self.filing = filing
  }
}
