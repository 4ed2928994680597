internal import Synchronization

/// How often something may happen: `perSecond` in the long run, `burst` at once.
final class RateLimit: Sendable {
  private struct State {
    var left: Double
    var moment: ContinuousClock.Instant
  }
  private let state: Mutex<State>
  private let perSecond: Double
  private let burst: Double

  init(_ rate: PageLimits.Rate, now: ContinuousClock.Instant) {
    perSecond = rate.perSecond
    burst = rate.burst
    state = Mutex(State(left: burst, moment: now))
  }

  /// Whether it may happen once more.
  func admits(at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      let passed = state.moment.duration(to: now) / .seconds(1)
      state.left = min(burst, state.left + max(0, passed) * perSecond)
      state.moment = now
      guard state.left >= 1 else { return false }
      state.left -= 1
      return true
    }
  }
}
