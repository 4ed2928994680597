package import IdentityDocuments

/// `batch.swipe`: waits for a card, reads and files it, and writes it into the ledger.
///
/// The answer goes out when all of that is on the disk. A card that could not be read is an answer too, with the
/// mark `failed`; an error means that no row was written.
package enum BatchSwipe: RPCMethod {
  package static let name = "batch.swipe"
  package struct Params: Codable, Sendable {
    package var batch: String
    /// One reader; any where it is left out.
    package var reader: String?
    /// How long to wait for a card.
    package var timeoutSeconds: Double?
    /// Whether a card that failed is tried again as it lies there; else it has to be lifted first.
    package var again: Bool?
    package init(
      batch: String, reader: String? = nil, timeoutSeconds: Double? = nil, again: Bool? = nil
    ) {
      self.batch = batch
      self.reader = reader
      self.timeoutSeconds = timeoutSeconds
      self.again = again
    }
  }
  package struct Output: Codable, Sendable {
    package var batch: String
    package var mark: WireBatchMark
    /// What filing it did; left out where nothing was filed.
    package var outcome: WireFiling.Outcome?
    /// Its row in the ledger.
    package var row: Int
    /// Left out where nothing was read.
    package var reading: WireSwipeReading?
    package var failure: WireFailure?
    package var counters: WireBatchCounters
    package init(
      batch: String, mark: WireBatchMark, outcome: WireFiling.Outcome?, row: Int,
      reading: WireSwipeReading?, failure: WireFailure?, counters: WireBatchCounters
    ) {
      self.batch = batch
      self.mark = mark
      self.outcome = outcome
      self.row = row
      self.reading = reading
      self.failure = failure
      self.counters = counters
    }
  }
}

/// What a swipe shows of the reading: enough to see whose card it was.
package struct WireSwipeReading: Codable, Sendable {
  package var session: String
  package var readAt: String
  package var reader: WireReading.Reader
  package var kind: DocumentKind
  package var name: OnTheWire<String>?
  package var numberMasked: OnTheWire<String>?
  package var portrait: WirePortrait
  package var findings: [WireReading.Finding]
  package init(_ reading: WireReading, numberMasked: OnTheWire<String>?) {
    session = reading.session
    readAt = reading.readAt
    reader = reading.reader
    kind = reading.document.kind
    name = reading.document.name
    self.numberMasked = numberMasked
    portrait = reading.portrait
    findings = reading.findings
  }
}

/// `batch.swiped`: a row was written into the ledger of a batch, or a card was counted already.
package struct BatchSwiped: RPCNotification {
  package static let name = "batch.swiped"
  package var batch: String
  package var mark: WireBatchMark
  package var counters: WireBatchCounters
  package init(batch: String, mark: WireBatchMark, counters: WireBatchCounters) {
    self.batch = batch
    self.mark = mark
    self.counters = counters
  }
}
