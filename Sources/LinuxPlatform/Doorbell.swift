internal import Synchronization

/// Wakes everyone who waits for something to have changed.
public final class Doorbell: Sendable {
  private struct State {
    var rings = 0
    var waiting: [Int: Latch] = [:]
    var nextNumber = 0
  }
  private let state = Mutex(State())

  /// Never rung.
  public init() {}

  /// How often it was rung; look at the world after asking for this, then wait for more.
  public var rings: Int { state.withLock { $0.rings } }

  /// Wakes everyone who waits.
  public func ring() {
    let latches = state.withLock { state in
      state.rings += 1
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    latches.forEach { $0.open() }
  }

  /// Returns once it was rung more often than `seen`, after `timeout`, or when the task is cancelled.
  public func wait(after seen: Int, timeout: Duration) async {
    let latch = Latch()
    let number = state.withLock { state in
      state.nextNumber += 1
      if state.rings > seen { latch.open() } else { state.waiting[state.nextNumber] = latch }
      return state.nextNumber
    }
    let limit = WorkQueue.shared.after(timeout) { latch.open() }
    await latch.wait()
    limit.cancel()
    state.withLock { $0.waiting[number] = nil }
  }
}
