internal import KioskProtocol
internal import LinuxPlatform
internal import Synchronization

/// Waits at several claimed readers for one card: the first that has one wins.
struct CardWait: Sendable {
  private struct Outcome: Sendable {
    var supervisor: ReaderSupervisor
    var result: Result<ReaderSupervisor.Found, KioskFailure>
    var wins: Bool
  }

  let owner: SessionOwner
  let claim: String
  let deadline: ContinuousClock.Instant
  let tell: @Sendable (ReadProgress) -> Void

  /// What `body` makes of the reader with the card.
  ///
  /// Two readers with a card each, or with a living session each, are `reader.ambiguous`: reading either would be a
  /// guess. Afterwards every claim is
  /// given back, that of a reader that still answers an earlier question as soon as it has.
  func first<Value: Sendable>(
    of supervisors: [ReaderSupervisor],
    _ body: (ReaderSupervisor, ReaderSupervisor.Found) async throws(KioskFailure) -> Value
  ) async throws(KioskFailure) -> Value {
    let decision = Decision(Set(supervisors.map(\.id)))
    let result: Result<Value, KioskFailure>
    do throws(KioskFailure) {
      let (supervisor, found) = try await winner(of: supervisors, decision)
      result = .success(try await body(supervisor, found))
    } catch {
      result = .failure(error)
    }
    let stillAnswering = decision.finish()
    for supervisor in supervisors where !stillAnswering.contains(supervisor.id) {
      await supervisor.release(claim)
    }
    return try result.get()
  }

  private func winner(
    of supervisors: [ReaderSupervisor], _ decision: Decision
  ) async throws(KioskFailure) -> (ReaderSupervisor, ReaderSupervisor.Found) {
    let (outcomes, continuation) = AsyncStream.makeStream(of: Outcome.self, bufferingPolicy: .unbounded)
    let tasks = supervisors.map { supervisor in
      startTask { continuation.yield(await wait(at: supervisor, decision)) }
    }
    let (winner, failures) = await withTaskCancellationHandler {
      await Self.winner(outcomes, among: supervisors.count)
    } onCancel: {
      tasks.forEach { $0.cancel() }
    }
    guard let winner else { throw Self.most(telling: failures) }
    decision.isOver.cancel()
    supervisors.forEach { $0.bell.ring() }
    let found = try winner.result.get()
    let others = await rest(outcomes, supervisors.count - 1 - failures.count)
    return try Self.choice(among: [(winner.supervisor, found)] + others)
  }

  private func wait(at supervisor: ReaderSupervisor, _ decision: Decision) async -> Outcome {
    let result: Result<ReaderSupervisor.Found, KioskFailure>
    do throws(KioskFailure) {
      result = .success(
        try await supervisor.awaitCard(owner: owner, deadline: deadline, isOver: decision.isOver) { step in
          tell(ReadProgress(reader: supervisor.id, session: nil, step: step))
        })
    } catch {
      result = .failure(error)
    }
    let wins = result.failure == nil && decision.isFirst()
    if decision.hasAnswered(supervisor.id) { await supervisor.release(claim) }
    return Outcome(supervisor: supervisor, result: result, wins: wins)
  }

  /// The first success, and the failures before it.
  private static func winner(
    _ outcomes: AsyncStream<Outcome>, among count: Int
  ) async -> (Outcome?, [KioskFailure]) {
    // In a task of its own: a cancelled one would get nothing from the stream, and could not tell why it ended.
    let collecting = Task(executorPreference: WorkQueue.shared) {
      var failures: [KioskFailure] = []
      for await outcome in outcomes {
        if outcome.wins { return (outcome as Outcome?, failures) }
        if let failure = outcome.result.failure { failures.append(failure) }
        if failures.count == count { break }
      }
      return (nil, failures)
    }
    return await collecting.value
  }

  /// When all fail: the plain time-out if there is one, else the first failure.
  private static func most(telling failures: [KioskFailure]) -> KioskFailure {
    failures.first { $0.reason == .cardTimeout } ?? failures.first ?? KioskFailure(.readerNone)
  }

  /// What the other readers have: each looks once more when the decision is over.
  ///
  /// A hung one is not waited for.
  private func rest(
    _ outcomes: AsyncStream<Outcome>, _ count: Int
  ) async -> [(ReaderSupervisor, ReaderSupervisor.Found)] {
    let deadline = ContinuousClock.now + .milliseconds(300)
    var all: [(ReaderSupervisor, ReaderSupervisor.Found)] = []
    for _ in 0..<count {
      let left = max(.zero, ContinuousClock.now.duration(to: deadline))
      let next = await Deadline.first(within: left) { () -> Outcome? in
        for await outcome in outcomes { return outcome }
        return nil
      }
      guard let outcome = next ?? nil else { break }
      if case .success(let found) = outcome.result { all.append((outcome.supervisor, found)) }
    }
    return all
  }

  /// A card that was just laid goes before a session that lives elsewhere.
  private static func choice(
    among all: [(ReaderSupervisor, ReaderSupervisor.Found)]
  ) throws(KioskFailure) -> (ReaderSupervisor, ReaderSupervisor.Found) {
    let fresh = all.filter { if case .fresh = $0.1 { true } else { false } }
    let candidates = fresh.isEmpty ? all : fresh
    guard candidates.count == 1, let only = candidates.first else { throw KioskFailure(.readerAmbiguous) }
    return only
  }
}

/// Which reader was first, and which ones are still being asked.
private final class Decision: Sendable {
  private struct State {
    var isTaken = false
    var isFinished = false
    var asked: Set<String>
  }
  /// Lets the waits at the other readers end after a last look.
  let isOver = CancelFlag()
  private let state: Mutex<State>

  init(_ asked: Set<String>) { state = Mutex(State(asked: asked)) }

  /// Whether nobody was before.
  func isFirst() -> Bool {
    state.withLock { state in
      defer { state.isTaken = true }
      return !state.isTaken
    }
  }

  /// Notes that nothing goes on at a reader any more; whether everything else has ended before that.
  func hasAnswered(_ id: String) -> Bool {
    state.withLock { state in
      state.asked.remove(id)
      return state.isFinished
    }
  }

  /// Notes that everything else has ended; the readers that are still being asked.
  func finish() -> Set<String> {
    state.withLock { state in
      state.isFinished = true
      return state.asked
    }
  }
}

extension Result where Failure == KioskFailure {
  fileprivate var failure: KioskFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
