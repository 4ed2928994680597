internal import CounterRules
internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport

/// Takes to the centre what waits at the window, whoever wants it there.
struct WaitingDelivery: Sendable {
  let archive: ArchiveAccess
  let hub: NotificationHub
  let queue: DeliveryQueue
  private let lines: WaitingLines
  /// The daemon and a clerk who closes a batch deliver at once: each filing is taken there, and told, by one of them.
  private let turns = Turns()

  init(
    archive: ArchiveAccess, hub: NotificationHub, queue: DeliveryQueue,
    lockOut: @escaping @Sendable () -> LockOut
  ) {
    self.archive = archive
    self.hub = hub
    self.queue = queue
    lines = WaitingLines(archive: archive, queue: queue, lockOut: lockOut)
  }

  /// Delivers a line of the trail or, where none waits, the filing that has waited longest; whether there was one.
  ///
  /// Throws where it must be tried again.
  func deliverNext() async throws(KioskFailure) -> Bool {
    try await turns.take { () async throws(KioskFailure) -> Bool in
      if try await self.lines.deliverNext() { return true }
      guard let waiting = try await self.queue.next() else { return false }
      try await self.deliver(waiting)
      return true
    }
  }

  /// Delivers every line of the trail that waits.
  func deliverLines() async throws(KioskFailure) {
    try await turns.take { () async throws(KioskFailure) in while try await self.lines.deliverNext() {} }
  }

  private func deliver(_ waiting: WaitingFiling) async throws(KioskFailure) {
    let session = waiting.filing.origin.session
    let filing: WireFiling
    do throws(KioskFailure) {
      filing = WireFiling(try await filed(waiting))
    } catch {
      // Erased while it waited: nothing of it may be kept any longer.
      guard error.reason == .personErased else { throw error }
      filing = WireFiling(outcome: .failed, error: WireFailure(error))
    }
    // A filing whose taking out is lost here is delivered again, and the archive knows its session.
    try await queue.take(session: session)
    hub.broadcast(FilingChanged(session: session, batch: waiting.batch, filing: filing))
  }

  private func filed(_ waiting: WaitingFiling) async throws(KioskFailure) -> FilingResult {
    let store = try await archive.opened()
    let filing = waiting.filing
    guard let batch = waiting.batch else { return try await store.file(filing) }
    do throws(KioskFailure) {
      let entry = AuditEntry(
        at: filing.origin.readAt, window: filing.origin.window, party: filing.party, act: .swipeCard,
        session: filing.origin.session)
      let swiped = try await store.swipeLate(
        filing, intoBatch: batch, in: filing.party.batchScope, by: entry)
      hub.broadcast(
        BatchSwiped(
          batch: batch, mark: WireBatchMark(swiped.mark), counters: WireBatchCounters(swiped.counters)))
      // Counted already, at another window perhaps: the reading is filed all the same.
      if let filed = swiped.filing { return filed }
    } catch {
      // Closed at another window: the ledger stays as it was signed, the reading is not lost.
      guard [.batchClosed, .batchUnknown].contains(error.reason) else { throw error }
      Log.warning("a swipe that had waited was filed without its batch: \(error)")
    }
    return try await store.file(filing)
  }
}
