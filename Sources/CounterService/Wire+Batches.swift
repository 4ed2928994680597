internal import CounterRules
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonArchive
internal import PersonalData

extension WireBatchMark {
  init(_ mark: BatchMark) {
    self =
      switch mark {
      case .filed: .filed
      case .onFile: .onFile
      case .renewed: .renewed
      case .older: .older
      case .unexpected: .unexpected
      case .counted: .counted
      case .conflict: .conflict
      case .failed: .failed
      }
  }
}

extension WireBatchCounters {
  init(_ counters: BatchCounters) {
    self.init(
      total: counters.total, filed: counters.filed, onFile: counters.onFile, renewed: counters.renewed,
      older: counters.older, conflict: counters.conflict, failed: counters.failed,
      unexpected: counters.unexpected, expired: counters.expired, expected: counters.expected,
      missing: counters.missing)
  }
}

extension WireBatch {
  /// Masked, as lists are.
  init(_ batch: BatchSummary) {
    let state: State =
      switch batch.state {
      case .open: .open
      case .paused: .paused
      case .closed: .closed
      }
    self.init(
      batch: batch.id, name: batch.name,
      enterprise: Enterprise(name: batch.enterpriseName, code: batch.enterpriseCode),
      broughtByMasked: batch.broughtBy.map { Masking.name($0).disclosed() }, state: state,
      window: batch.window, openedAt: batch.openedAt, openedBy: batch.openedBy, closedAt: batch.closedAt,
      codeLocked: batch.isCodeLocked, counters: WireBatchCounters(batch.counters))
  }
}

extension WireSwipe {
  /// Masked, as lists are.
  init(_ swipe: BatchSwipeRecord, hasList: Bool) {
    self.init(
      row: swipe.row, at: swipe.at, window: swipe.window, mark: WireBatchMark(swipe.mark),
      outcome: swipe.outcome.map { WireFiling.Outcome($0) },
      failure: swipe.reason.map { WireFailure(KioskFailure($0)) }, expired: swipe.isExpired,
      listed: hasList && swipe.mark != .failed ? swipe.expected != nil : nil, person: swipe.person,
      numberMasked: swipe.document?.number.map { Masking.number($0).disclosed() },
      nameMasked: swipe.document?.name.map { Masking.name($0).disclosed() })
  }
}

extension WireMissing {
  /// Masked, as lists are.
  init(_ person: ExpectedPerson) {
    self.init(
      numberMasked: Masking.number(person.number).disclosed(),
      nameMasked: Masking.name(person.name).disclosed())
  }
}
