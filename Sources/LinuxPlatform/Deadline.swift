internal import Synchronization

/// Waiting for something that may never come back.
public enum Deadline {
  /// The result of `body`, or `nil` when it has not come after `duration` or the task was cancelled; `body` goes on by
  /// itself then.
  public static func first<Value: Sendable>(
    within duration: Duration, _ body: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let answer = FirstAnswer<Value>()
    let limit = WorkQueue.shared.after(duration) { answer.settle(nil) }
    defer { limit.cancel() }
    startTask { answer.settle(await body()) }
    return await withTaskCancellationHandler {
      await answer.wait()
    } onCancel: {
      answer.settle(nil)
    }
  }
}

/// The first of several answers; those that come later are dropped.
private final class FirstAnswer<Value: Sendable>: Sendable {
  private enum State {
    case open(CheckedContinuation<Value?, Never>?)
    case settled(Value?)
    case taken
  }
  private let state = Mutex(State.open(nil))

  func settle(_ value: Value?) {
    let waiting = state.withLock { state in
      guard case .open(let waiting) = state else { return nil as CheckedContinuation<Value?, Never>? }
      state = waiting == nil ? .settled(value) : .taken
      return waiting
    }
    waiting?.resume(returning: value)
  }

  func wait() async -> Value? {
    await withCheckedContinuation { (continuation: CheckedContinuation<Value?, Never>) in
      let settled = state.withLock { state -> Value?? in
        guard case .settled(let value) = state else {
          state = .open(continuation)
          return nil
        }
        state = .taken
        return .some(value)
      }
      if let settled { continuation.resume(returning: settled) }
    }
  }
}
