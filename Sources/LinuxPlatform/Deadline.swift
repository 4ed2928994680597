/// Waiting for something that may never come back.
public enum Deadline {
  /// The result of `body`, or `nil` when it has not come after `duration`; `body` goes on by itself then.
  public static func first<Value: Sendable>(
    within duration: Duration, _ body: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let (results, continuation) = AsyncStream.makeStream(
      of: Value?.self, bufferingPolicy: .bufferingOldest(1))
    startTask {
      continuation.yield(await body())
      continuation.finish()
    }
    WorkQueue.shared.after(duration) {
      continuation.yield(nil)
      continuation.finish()
    }
    for await result in results { return result }
    return nil
  }
}
