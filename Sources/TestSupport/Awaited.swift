import Synchronization

/// A value that changes, and whose changes can be waited for.
///
/// Nothing sleeps and nothing is polled.
public final class Awaited<Value: Sendable>: Sendable {
  private struct Waiter: Sendable {
    var number: Int
    var condition: @Sendable (Value) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }
  private struct State: Sendable {
    var value: Value
    var waiters: [Waiter] = []
    var nextNumber = 0
    /// Waits that were cancelled before they began.
    var cancelled: Set<Int> = []
  }
  private let state: Mutex<State>

  /// Begins with `value`.
  public init(_ value: Value) { state = Mutex(State(value: value)) }

  /// The value now.
  public var value: Value { state.withLock { $0.value } }

  /// Changes the value and lets everyone go on whose condition now holds.
  public func change(_ body: (inout Value) -> Void) {
    let ready = state.withLock { state in
      body(&state.value)
      let value = state.value
      let ready = state.waiters.filter { $0.condition(value) }
      let numbers = Set(ready.map(\.number))
      state.waiters.removeAll { numbers.contains($0.number) }
      return ready
    }
    for waiter in ready { waiter.continuation.resume() }
  }

  /// Returns the value as soon as `condition` holds, or when the task is cancelled: a test whose time is over ends.
  public func when(_ condition: @escaping @Sendable (Value) -> Bool) async -> Value {
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let isReady = state.withLock { state in
          if state.cancelled.remove(number) != nil || condition(state.value) { return true }
          state.waiters.append(Waiter(number: number, condition: condition, continuation: continuation))
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      let waiter = state.withLock { state in
        guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
          state.cancelled.insert(number)
          return nil as Waiter?
        }
        return state.waiters.remove(at: index)
      }
      waiter?.continuation.resume()
    }
    return value
  }
}
