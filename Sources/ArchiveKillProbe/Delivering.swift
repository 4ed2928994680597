import CounterRules
import DeliveryQueue
import KioskProtocol
import PersonArchive
import SealedArchive

/// Keeps a filing of each person, and delivers what waits, also what an earlier run left.
func deliver(_ people: Range<Int>, in folder: String, to store: ArchiveStore) async throws(KioskFailure) {
  let queue = try await DeliveryQueue.open(stateFolder: folder)
  for index in people {
    try await queue.add(WaitingFiling(filing(index, renewed: false), since: "2026-11-20T09:15:03+08:00"))
    say("kept-\(index)")
  }
  while let waiting = try await queue.next() {
    let result = try await store.file(waiting.filing)
    say("delivered \(waiting.filing.origin.session) \(result.outcome.rawValue)")
    try await queue.take(session: waiting.filing.origin.session)
  }
  say("left \(try await queue.summary().count)")
  await queue.close()
}
