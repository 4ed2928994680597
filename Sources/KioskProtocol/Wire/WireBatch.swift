/// What a swipe is in the ledger of its batch; `queued` for one that stands in none before the centre can be reached.
package enum WireBatchMark: String, Codable, CaseIterable, Sendable {
  case filed, onFile, renewed, older, unexpected, counted, conflict, failed, queued
}

/// How many of what stand in the ledger of a batch.
package struct WireBatchCounters: Codable, Equatable, Sendable {
  /// Documents, each once; conflicts are among them, failed swipes are not.
  package var total: Int
  package var filed: Int
  package var onFile: Int
  package var renewed: Int
  package var older: Int
  package var conflict: Int
  package var failed: Int
  /// Documents that are not on the list.
  package var unexpected: Int
  /// Documents that had expired on the day they were swiped.
  package var expired: Int
  /// People on the list; left out where there is none.
  package var expected: Int?
  /// People on the list whose card was not swiped; left out where there is no list.
  package var missing: Int?

  package init(
    total: Int, filed: Int, onFile: Int, renewed: Int, older: Int, conflict: Int, failed: Int,
    unexpected: Int, expired: Int, expected: Int?, missing: Int?
  ) {
    self.total = total
    self.filed = filed
    self.onFile = onFile
    self.renewed = renewed
    self.older = older
    self.conflict = conflict
    self.failed = failed
    self.unexpected = unexpected
    self.expired = expired
    self.expected = expected
    self.missing = missing
  }
}

/// A batch: no value about a person but who brought the cards, masked.
package struct WireBatch: Codable, Sendable {
  package enum State: String, Codable, CaseIterable, Sendable { case open, paused, closed }
  package struct Enterprise: Codable, Sendable {
    package var name: String
    /// 18 characters (GB 32100) or 9 (GB 11714); written in any width and case, told in upper case.
    package var code: String
    package init(name: String, code: String) {
      self.name = name
      self.code = code
    }
  }

  package var batch: String
  package var name: String
  package var enterprise: Enterprise
  package var broughtByMasked: String?
  package var state: State
  package var window: String
  package var openedAt: String
  /// As the audit trail names who opened it.
  package var openedBy: String
  package var closedAt: String?
  /// Whether five wrong tries have locked its code.
  package var codeLocked: Bool
  package var counters: WireBatchCounters

  package init(
    batch: String, name: String, enterprise: Enterprise, broughtByMasked: String?, state: State,
    window: String, openedAt: String, openedBy: String, closedAt: String?, codeLocked: Bool,
    counters: WireBatchCounters
  ) {
    self.batch = batch
    self.name = name
    self.enterprise = enterprise
    self.broughtByMasked = broughtByMasked
    self.state = state
    self.window = window
    self.openedAt = openedAt
    self.openedBy = openedBy
    self.closedAt = closedAt
    self.codeLocked = codeLocked
    self.counters = counters
  }
}

/// A row of a batch's ledger: masked values only.
package struct WireSwipe: Codable, Sendable {
  /// What `batch.remove` names it by.
  package var row: Int
  package var at: String
  package var window: String
  package var mark: WireBatchMark
  /// What filing it did.
  package var outcome: WireFiling.Outcome?
  /// Why it failed.
  package var failure: WireFailure?
  package var expired: Bool
  /// Whether it stands on the list; left out where there is no list.
  package var listed: Bool?
  package var person: String?
  package var numberMasked: String?
  package var nameMasked: String?

  package init(
    row: Int, at: String, window: String, mark: WireBatchMark, outcome: WireFiling.Outcome?,
    failure: WireFailure?, expired: Bool, listed: Bool?, person: String?, numberMasked: String?,
    nameMasked: String?
  ) {
    self.row = row
    self.at = at
    self.window = window
    self.mark = mark
    self.outcome = outcome
    self.failure = failure
    self.expired = expired
    self.listed = listed
    self.person = person
    self.numberMasked = numberMasked
    self.nameMasked = nameMasked
  }
}

/// Somebody on the list whose card was not swiped.
package struct WireMissing: Codable, Sendable {
  package var numberMasked: String
  package var nameMasked: String
  package init(numberMasked: String, nameMasked: String) {
    self.numberMasked = numberMasked
    self.nameMasked = nameMasked
  }
}
