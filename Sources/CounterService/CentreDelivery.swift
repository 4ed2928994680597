internal import CounterRules
internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonArchive
internal import RPCTransport
internal import Synchronization

/// Files at the archive; at a window of a centre that cannot be reached, keeps what is to be filed and takes it there in the
/// order it was read (docs/archive.md).
final class CentreDelivery: Sendable {
  /// How long after a failed try the centre is tried again: doubled each time.
  private static let pauses = (first: Duration.seconds(1), longest: Duration.seconds(30))

  private let archive: ArchiveAccess
  private let hub: NotificationHub
  /// `nil` where the archive is this machine's own.
  private let queue: DeliveryQueue?
  private let doorbell = Doorbell()
  /// Two readers of one window: who came first is filed first.
  private let turns = Turns()
  private let state = Mutex(State())

  private struct State {
    var task: Task<Void, Never>?
    /// Why the centre cannot be reached.
    var trouble: KioskFailure?
    /// Batches that were open when the centre was asked last, and what stood in their ledgers.
    var openBatches: [String: BatchCounters] = [:]
  }

  init(archive: ArchiveAccess, hub: NotificationHub, queue: DeliveryQueue?) {
    self.archive = archive
    self.hub = hub
    self.queue = queue
  }

  /// Takes up what was known of open batches before this start.
  func load() async throws(KioskFailure) {
    guard let batches = try await queue?.openBatches() else { return }
    state.withLock { $0.openBatches = batches }
  }

  /// Begins to deliver what waits.
  func start() {
    guard queue != nil else { return }
    let task = startTask { await self.run() }
    state.withLock { $0.task = task }
  }

  /// Ends the delivering and closes the file; what waits goes on waiting.
  func stop() async {
    let task = state.withLock { $0.task }
    task?.cancel()
    doorbell.ring()
    await task?.value
    await queue?.close()
  }

  /// How much waits; `nil` where nothing ever does.
  func waiting() async -> WireWaiting? {
    guard let queue, let summary = try? await queue.summary() else { return nil }
    return WireWaiting(
      count: summary.count, since: summary.since, damaged: summary.damaged,
      failure: state.withLock { $0.trouble }.map(WireFailure.init))
  }

  /// A page of what waits.
  func list(offset: Int, limit: Int) async throws(KioskFailure) -> [DeliveryEntry] {
    try await queue?.list(offset: offset, limit: limit) ?? []
  }

  /// Files `filing`, or keeps it and says `queued`.
  func file(_ filing: FilingRequest) async throws(KioskFailure) -> FilingResult {
    let filed = try await atCentre(WaitingFiling(filing, since: WallClock.now())) {
      store throws(KioskFailure) in
      try await store.file(filing)
    }
    return filed ?? FilingResult(outcome: .queued, person: nil, version: nil)
  }

  /// Files `filing` and writes it into the ledger of a batch; `nil` where it is kept instead.
  func swipe(
    _ filing: FilingRequest, intoBatch batch: String, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSwipeResult? {
    let waiting = WaitingFiling(filing, batch: batch, since: WallClock.now())
    let swiped = try await atCentre(waiting) { store throws(KioskFailure) in
      try await store.swipe(filing, intoBatch: batch, in: filing.party.batchScope, by: entry)
    }
    if let swiped { await remember(batch, swiped.counters) }
    return swiped
  }

  /// Notes that a batch is open, also for the next start.
  func remember(_ batch: String, _ counters: BatchCounters) async {
    guard let queue else { return }
    let isNew = state.withLock { state in
      defer { state.openBatches[batch] = counters }
      return state.openBatches[batch] != counters
    }
    guard isNew else { return }
    // A swipe that is in the ledger does not fail because this window's disk is full.
    do throws(KioskFailure) {
      try await queue.remember(batch: batch, counters)
    } catch {
      Log.warning("an open batch was not noted: \(error)")
    }
  }

  /// Notes that a batch takes no cards.
  func forget(_ batch: String) async {
    state.withLock { $0.openBatches[batch] = nil }
    do throws(KioskFailure) {
      try await queue?.forget(batch: batch)
    } catch {
      Log.warning("a closed batch was not noted: \(error)")
    }
  }

  /// What stood in the ledger of a batch that was open when the centre was asked last.
  func counters(ofOpenBatch batch: String) -> BatchCounters? { state.withLock { $0.openBatches[batch] } }

  /// Asks the centre, unless others wait before; `nil` where `waiting` was kept instead.
  private func atCentre<Result: Sendable>(
    _ waiting: WaitingFiling,
    _ ask: @escaping @Sendable (any CounterArchive) async throws(KioskFailure) -> Result
  ) async throws(KioskFailure) -> Result? {
    guard let queue else { return try await ask(try await archive.opened()) }
    return try await turns.take { () async throws(KioskFailure) -> Result? in
      if try await !queue.hasNext() {
        do throws(KioskFailure) {
          let answer = try await ask(try await self.archive.opened())
          self.state.withLock { $0.trouble = nil }
          return answer
        } catch {
          guard error.isCentreAway else { throw error }
          self.state.withLock { $0.trouble = error }
        }
      }
      try await queue.add(waiting)
      self.doorbell.ring()
      self.hub.broadcast(
        FilingChanged(
          session: waiting.filing.origin.session, batch: waiting.batch, filing: WireFiling(outcome: .queued)))
      return nil
    }
  }

  private func run() async {
    var pause = Self.pauses.first
    while !Task.isCancelled {
      let rings = doorbell.rings
      do throws(KioskFailure) {
        guard let waiting = try await queue?.next() else {
          await doorbell.wait(after: rings, timeout: .seconds(3_600))
          continue
        }
        try await deliver(waiting)
        state.withLock { $0.trouble = nil }
        pause = Self.pauses.first
      } catch {
        guard error.reason != .serviceStopping else { return }
        let isNew = state.withLock { state in
          defer { state.trouble = error }
          return state.trouble?.reason != error.reason
        }
        if isNew { Log.warning("filings wait for the centre: \(error)") }
        await Pause.wait(pause)
        pause = min(pause * 2, Self.pauses.longest)
      }
    }
  }

  /// Throws where it must be tried again.
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
    try await queue?.take(session: session)
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
      let swiped = try await store.swipe(filing, intoBatch: batch, in: filing.party.batchScope, by: entry)
      hub.broadcast(
        BatchSwiped(
          batch: batch, mark: WireBatchMark(swiped.mark), counters: WireBatchCounters(swiped.counters)))
      // Counted already, at another window perhaps: the reading is filed all the same.
      if let filed = swiped.filing { return filed }
    } catch {
      // Closed meanwhile: the ledger stays as it was signed, the reading is not lost.
      guard [.batchClosed, .batchPaused, .batchUnknown].contains(error.reason) else { throw error }
      Log.warning("a swipe that had waited was filed without its batch: \(error)")
    }
    return try await store.file(filing)
  }
}
