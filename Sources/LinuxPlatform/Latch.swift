internal import Synchronization

/// Opens once; whoever waits goes on then, or when cancelled.
///
/// One task waits at a latch.
public final class Latch: Sendable {
  private enum State {
    case closed(CheckedContinuation<Void, Never>?)
    case open
  }
  private let state = Mutex(State.closed(nil))

  /// A closed latch.
  public init() {}

  /// Lets the waiting task go on, now or when it comes to wait.
  public func open() {
    let parked = state.withLock { state in
      guard case .closed(let continuation) = state else { return nil as CheckedContinuation<Void, Never>? }
      state = .open
      return continuation
    }
    parked?.resume()
  }

  /// Returns once opened, or at once when the task is cancelled.
  public func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let isOpen = state.withLock { state in
          if case .open = state { return true }
          state = .closed(continuation)
          return false
        }
        if isOpen { continuation.resume() }
      }
    } onCancel: {
      open()
    }
  }
}
