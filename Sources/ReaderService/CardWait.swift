internal import KioskProtocol
internal import LinuxPlatform

/// Waits at several claimed readers for one card: the first that has one wins.
///
/// A reader that cannot be asked is asked again, after a pause, for as long as another one is waited at; when all fail,
/// the wait is over.
struct CardWait: Sendable {
  private static let firstPause = Duration.milliseconds(250)
  private static let longestPause = Duration.seconds(2)

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
    let decision = WaitDecision(Set(supervisors.map(\.id)))
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
    of supervisors: [ReaderSupervisor], _ decision: WaitDecision
  ) async throws(KioskFailure) -> WaitSummary.Card {
    let (news, continuation) = AsyncStream.makeStream(of: WaitNews.self, bufferingPolicy: .unbounded)
    let tasks = supervisors.map { supervisor in
      startTask {
        await wait(at: supervisor, decision) {
          continuation.yield(WaitNews(supervisor: supervisor, event: $0))
        }
      }
    }
    let summary = await withTaskCancellationHandler {
      await Self.decided(news, among: supervisors.count)
    } onCancel: {
      tasks.forEach { $0.cancel() }
    }
    decision.isOver.cancel()
    supervisors.forEach { $0.bell.ring() }
    guard let winner = summary.winner else { throw summary.failure }
    return try Self.choice(among: [winner] + (await Self.rest(news, after: summary)))
  }

  private func wait(
    at supervisor: ReaderSupervisor, _ decision: WaitDecision,
    report: @escaping @Sendable (WaitNews.Event) -> Void
  ) async {
    var pause = Self.firstPause
    repeat {
      // Before it is asked: the ring that ends everything must not be slept through.
      let seen = supervisor.bell.rings
      do throws(KioskFailure) {
        let found = try await supervisor.awaitCard(owner: owner, deadline: deadline, isOver: decision.isOver)
        {
          step in
          report(.hasNone)
          tell(ReadProgress(reader: supervisor.id, session: nil, step: step))
        }
        let wins = decision.isFirst()
        await answered(supervisor, decision)
        report(.found(found, wins: wins))
        return
      } catch {
        await answered(supervisor, decision)
        report(.failed(error))
        if await isLast(error, of: supervisor) { break }
      }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { break }
      await supervisor.bell.wait(after: seen, timeout: min(pause, left))
      pause = min(pause * 2, Self.longestPause)
    } while !Task.isCancelled && decision.asksAgain(supervisor.id)
    report(.over)
  }

  /// The claim goes back at once where nobody but this reader was waited for any more.
  private func answered(_ supervisor: ReaderSupervisor, _ decision: WaitDecision) async {
    if decision.hasAnswered(supervisor.id) { await supervisor.release(claim) }
  }

  /// Whether asking again would be of no use.
  private func isLast(_ failure: KioskFailure, of supervisor: ReaderSupervisor) async -> Bool {
    if [.cardTimeout, .serviceStopping].contains(failure.reason) { return true }
    return await supervisor.isGone
  }

  /// What is known once there is a card, or every reader fails.
  private static func decided(_ news: AsyncStream<WaitNews>, among count: Int) async -> WaitSummary {
    // In a task of its own: a cancelled one would get nothing from the stream, and could not tell why it ended.
    let collecting = Task(executorPreference: WorkQueue.shared) {
      var summary = WaitSummary(count)
      for await one in news {
        summary.take(one)
        if summary.isDecided { break }
      }
      return summary
    }
    return await collecting.value
  }

  /// What the other readers have: each that is being asked looks once more when the decision is over.
  ///
  /// A hung one is not waited for.
  private static func rest(
    _ news: AsyncStream<WaitNews>, after summary: WaitSummary
  ) async -> [WaitSummary.Card] {
    let deadline = ContinuousClock.now + .milliseconds(300)
    var summary = summary
    while summary.awaited > 0 {
      let left = max(.zero, ContinuousClock.now.duration(to: deadline))
      let next = await Deadline.first(within: left) { () -> WaitNews? in
        for await one in news { return one }
        return nil
      }
      guard let one = next ?? nil else { break }
      summary.take(one)
    }
    return summary.others
  }

  /// A card that was just laid goes before a session that lives elsewhere.
  private static func choice(among all: [WaitSummary.Card]) throws(KioskFailure) -> WaitSummary.Card {
    let fresh = all.filter { if case .fresh = $0.found { true } else { false } }
    let candidates = fresh.isEmpty ? all : fresh
    guard candidates.count == 1, let only = candidates.first else { throw KioskFailure(.readerAmbiguous) }
    return only
  }
}
