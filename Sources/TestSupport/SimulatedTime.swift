import Synchronization

/// A clock that moves only when somebody waits on it, and things that are to happen at moments of it.
package final class SimulatedTime: Sendable {
  private struct Planned: Sendable {
    var moment: ContinuousClock.Instant
    var action: @Sendable () -> Void
  }
  private struct State: Sendable {
    var now = ContinuousClock.now
    var planned: [Planned] = []
  }
  private let state = Mutex(State())

  /// A clock that stands still.
  package init() {}

  /// The time on it.
  package var now: ContinuousClock.Instant { state.withLock { $0.now } }

  /// Does `action` when the clock has moved `delay` further.
  package func plan(after delay: Duration, _ action: @escaping @Sendable () -> Void) {
    state.withLock { $0.planned.append(Planned(moment: $0.now + delay, action: action)) }
  }

  /// Moves the clock to `moment`, or only to the next planned action, which then happens.
  package func advance(to moment: ContinuousClock.Instant) {
    let action = state.withLock { state -> (@Sendable () -> Void)? in
      let next = state.planned.indices.min { state.planned[$0].moment < state.planned[$1].moment }
      guard let next, state.planned[next].moment <= moment else {
        state.now = max(state.now, moment)
        return nil
      }
      let planned = state.planned.remove(at: next)
      state.now = max(state.now, planned.moment)
      return planned.action
    }
    action?()
  }
}
