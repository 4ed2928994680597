internal import KioskProtocol
internal import LinuxPlatform

/// Waits at several readers for one card: the first that has one wins.
struct CardWait: Sendable {
  private struct Outcome: Sendable {
    var supervisor: ReaderSupervisor
    var result: Result<ReaderSupervisor.Found, KioskFailure>
  }

  let owner: SessionOwner
  let deadline: ContinuousClock.Instant
  let tell: @Sendable (ReadProgress) -> Void

  /// The reader with the card.
  ///
  /// Two readers with a card each are `reader.ambiguous`: reading either would be a guess.
  func first(
    of supervisors: [ReaderSupervisor]
  ) async throws(KioskFailure) -> (ReaderSupervisor, ReaderSupervisor.Found) {
    let (outcomes, continuation) = AsyncStream.makeStream(of: Outcome.self, bufferingPolicy: .unbounded)
    let tasks = supervisors.map { supervisor in
      startTask { continuation.yield(Outcome(supervisor: supervisor, result: await wait(at: supervisor))) }
    }
    let winner = await withTaskCancellationHandler {
      await Self.winner(outcomes, among: supervisors.count)
    } onCancel: {
      tasks.forEach { $0.cancel() }
    }
    tasks.forEach { $0.cancel() }
    guard let winner else { throw KioskFailure(.readerNone) }
    let found = try winner.result.get()
    if case .fresh = found, supervisors.count > 1 {
      try await refuseSecondCard(outcomes, others: supervisors.count - 1)
    }
    return (winner.supervisor, found)
  }

  private func wait(at supervisor: ReaderSupervisor) async -> Result<ReaderSupervisor.Found, KioskFailure> {
    do throws(KioskFailure) {
      return .success(
        try await supervisor.awaitCard(owner: owner, deadline: deadline) { step in
          tell(ReadProgress(reader: supervisor.id, session: nil, step: step))
        })
    } catch {
      return .failure(error)
    }
  }

  /// The first success; when all fail, the plain time-out if there is one, else the first failure.
  private static func winner(_ outcomes: AsyncStream<Outcome>, among count: Int) async -> Outcome? {
    var failures: [Outcome] = []
    for await outcome in outcomes {
      if case .success = outcome.result { return outcome }
      failures.append(outcome)
      if failures.count == count { break }
    }
    let plain = failures.first { $0.result.failure?.reason == .cardTimeout }
    return plain ?? failures.first
  }

  /// The other readers have looked at least once when their cancelled waits end; a hung one is not waited for.
  private func refuseSecondCard(_ outcomes: AsyncStream<Outcome>, others: Int) async throws(KioskFailure) {
    let second = await Deadline.first(within: .milliseconds(300)) {
      var heard = 0
      for await outcome in outcomes {
        if case .success(.fresh) = outcome.result { return true }
        heard += 1
        if heard == others { break }
      }
      return false
    }
    if second == true { throw KioskFailure(.readerAmbiguous) }
  }
}

extension Result where Failure == KioskFailure {
  fileprivate var failure: KioskFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
