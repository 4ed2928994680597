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
  /// How long a clerk who closes a batch waits while its cards are taken to the centre.
  private static let patience = Duration.seconds(5)

  /// The batches that take cards while the centre is away.
  let openBatches: OpenBatches
  private let archive: ArchiveAccess
  private let hub: NotificationHub
  /// `nil` where the archive is this machine's own.
  private let queue: DeliveryQueue?
  private let delivery: WaitingDelivery?
  private let doorbell = Doorbell()
  /// Two readers of one window: who came first is filed first.
  private let turns = Turns()
  private let state = Mutex(State())

  private struct State {
    var task: Task<Void, Never>?
    /// Why the centre cannot be reached.
    var trouble: KioskFailure?
  }

  init(
    archive: ArchiveAccess, hub: NotificationHub, queue: DeliveryQueue?,
    lockOut: @escaping @Sendable () -> LockOut
  ) {
    self.archive = archive
    self.hub = hub
    self.queue = queue
    openBatches = OpenBatches(queue: queue)
    delivery = queue.map { WaitingDelivery(archive: archive, hub: hub, queue: $0, lockOut: lockOut) }
  }

  /// Begins to deliver what waits.
  func start() {
    guard let delivery else { return }
    let task = startTask { await self.run(delivery) }
    state.withLock { $0.task = task }
  }

  /// Something came to wait.
  func wake() { doorbell.ring() }

  /// Takes to the centre the lines of its trail that wait.
  func deliverLines() async throws(KioskFailure) { try await delivery?.deliverLines() }

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
    return try await atCentre(waiting) { store throws(KioskFailure) in
      let swiped = try await store.swipe(filing, intoBatch: batch, in: filing.party.batchScope, by: entry)
      await self.openBatches.remember(batch, swiped.counters)
      return swiped
    }
  }

  /// Pauses, resumes or closes a batch.
  ///
  /// One that is closed has in its ledger what was swiped into it at this window: what waits is delivered first, and where
  /// that cannot be now, the batch stays as it is and `batch.undelivered` is thrown.
  func set(
    _ batchState: BatchState, ofBatch batch: String, in scope: BatchScope, by entry: AuditEntry
  ) async throws(KioskFailure) -> BatchSummary {
    guard let queue else {
      return try await archive.opened().setState(batchState, ofBatch: batch, in: scope, by: entry)
    }
    if batchState == .closed { try await deliverSwipes(intoBatch: batch, in: scope) }
    // Between two cards: none comes to wait for a batch that is being closed.
    return try await turns.take { () async throws(KioskFailure) -> BatchSummary in
      if batchState == .closed, try await queue.hasSwipes(intoBatch: batch) {
        throw KioskFailure(.batchUndelivered)
      }
      let summary = try await self.archive.opened().setState(
        batchState, ofBatch: batch, in: scope, by: entry)
      await self.openBatches.note(summary)
      return summary
    }
  }

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
      // Closed or paused while the card was being read.
      if let batch = waiting.batch, self.openBatches.counters(of: batch) == nil {
        throw KioskFailure(.archiveCentreAway)
      }
      try await queue.add(waiting)
      self.doorbell.ring()
      self.hub.broadcast(
        FilingChanged(
          session: waiting.filing.origin.session, batch: waiting.batch, filing: WireFiling(outcome: .queued)))
      return nil
    }
  }

  private func run(_ delivery: WaitingDelivery) async {
    var pause = Self.pauses.first
    while !Task.isCancelled {
      let rings = doorbell.rings
      do throws(KioskFailure) {
        guard try await delivery.deliverNext() else {
          await doorbell.wait(after: rings, timeout: .seconds(3_600))
          continue
        }
        state.withLock { $0.trouble = nil }
        pause = Self.pauses.first
      } catch {
        guard error.reason != .serviceStopping else { return }
        note(error)
        await Pause.wait(pause)
        pause = min(pause * 2, Self.pauses.longest)
      }
    }
  }

  /// Delivers what waits until no swipe into this batch does any more, or for as long as a clerk waits.
  private func deliverSwipes(intoBatch batch: String, in scope: BatchScope) async throws(KioskFailure) {
    guard let queue, let delivery, try await queue.hasSwipes(intoBatch: batch) else { return }
    // Whoever may not close it, or closes it twice, hears that first.
    let known = try await archive.opened().batch(batch, in: scope)
    guard known.state != .closed else { throw KioskFailure(.batchClosed) }
    let end = ContinuousClock.now + Self.patience
    while ContinuousClock.now < end, try await queue.hasSwipes(intoBatch: batch) {
      do throws(KioskFailure) {
        _ = try await delivery.deliverNext()
        state.withLock { $0.trouble = nil }
      } catch {
        guard error.reason != .serviceStopping else { throw error }
        note(error)
        throw error.isCentreAway ? error : KioskFailure(.batchUndelivered)
      }
    }
  }

  /// Notes why what waits was not delivered, and says so once.
  private func note(_ trouble: KioskFailure) {
    let isNew = state.withLock { state in
      defer { state.trouble = trouble }
      return state.trouble?.reason != trouble.reason
    }
    if isNew { Log.warning("what waits for the centre stays here: \(trouble)") }
  }
}
