internal import CounterRules
internal import DeliveryQueue
internal import KioskLog
internal import KioskProtocol
internal import PersonArchive
internal import Synchronization

/// The batches that were open when the centre was asked last, and what stood in their ledgers: they take cards while it is
/// away.
final class OpenBatches: Sendable {
  /// `nil` where the archive is this machine's own.
  private let queue: DeliveryQueue?
  private let known = Mutex<[String: BatchCounters]>([:])

  init(queue: DeliveryQueue?) { self.queue = queue }

  /// Takes up what was known before this start.
  func load() async throws(KioskFailure) {
    guard let batches = try await queue?.openBatches() else { return }
    known.withLock { $0 = batches }
  }

  /// Notes what is known of a batch now: whether it takes cards, should the centre go away.
  func note(_ batch: BatchSummary) async {
    if batch.state == .open { await remember(batch.id, batch.counters) } else { await forget(batch.id) }
  }

  /// Notes that a batch is open, also for the next start.
  func remember(_ batch: String, _ counters: BatchCounters) async {
    guard let queue else { return }
    let isNew = known.withLock { known in
      defer { known[batch] = counters }
      return known[batch] != counters
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
    guard known.withLock({ $0.removeValue(forKey: batch) }) != nil else { return }
    do throws(KioskFailure) {
      try await queue?.forget(batch: batch)
    } catch {
      Log.warning("a closed batch was not noted: \(error)")
    }
  }

  /// What stood in the ledger of a batch that was open.
  func counters(of batch: String) -> BatchCounters? { known.withLock { $0[batch] } }
}
