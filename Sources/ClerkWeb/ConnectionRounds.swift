internal import LinuxPlatform
internal import Synchronization

/// Looks for clients that dawdle, for as long as there are any connections.
final class ConnectionRounds: Sendable {
  private struct State {
    var timer: DelayedWork?
    var count = 0
    var isOver = false
  }

  private let connections: ConnectionTable
  private let period: Duration
  private let beat: @Sendable () -> Void
  private let state = Mutex(State())

  /// Every second round ends with `beat`.
  init(_ connections: ConnectionTable, every period: Duration, beat: @escaping @Sendable () -> Void = {}) {
    self.connections = connections
    self.period = period
    self.beat = beat
  }

  /// A client has connected.
  func opened(_ socket: CInt) {
    connections.opened(socket, at: .now)
    state.withLock { state in
      if state.timer == nil, !state.isOver { state.timer = next() }
    }
  }

  /// No more rounds.
  func stop() {
    state.withLock { state in
      state.isOver = true
      state.timer?.cancel()
    }
  }

  private func next() -> DelayedWork {
    WorkQueue.shared.after(period) { [weak self] in self?.go() }
  }

  private func go() {
    let isBeat = state.withLock { state in
      state.count &+= 1
      // Under the lock: whoever connects now is either seen here, or finds that there is no timer.
      state.timer = connections.sweep(at: .now) && !state.isOver ? next() : nil
      return state.count.isMultiple(of: 2)
    }
    if isBeat { beat() }
  }
}
