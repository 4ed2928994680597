import Synchronization

/// A value that changes, and whose changes can be waited for.
///
/// Nothing sleeps and nothing is polled.
public final class Awaited<Value: Sendable>: Sendable {
  private struct Waiter: Sendable {
    var condition: @Sendable (Value) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }
  private let state: Mutex<(value: Value, waiters: [Waiter])>

  /// Begins with `value`.
  public init(_ value: Value) { state = Mutex((value, [])) }

  /// The value now.
  public var value: Value { state.withLock { $0.value } }

  /// Changes the value and lets everyone go on whose condition now holds.
  public func change(_ body: (inout Value) -> Void) {
    let ready = state.withLock { state in
      body(&state.value)
      let ready = state.waiters.filter { $0.condition(state.value) }
      let value = state.value
      state.waiters.removeAll { $0.condition(value) }
      return ready
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Returns the value as soon as `condition` holds.
  public func when(_ condition: @escaping @Sendable (Value) -> Bool) async -> Value {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let isReady = state.withLock { state in
        if condition(state.value) { return true }
        state.waiters.append(Waiter(condition: condition, continuation: continuation))
        return false
      }
      if isReady { continuation.resume() }
    }
    return value
  }
}
