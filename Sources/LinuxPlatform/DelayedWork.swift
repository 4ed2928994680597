internal import Dispatch

/// Something that will be done later, unless it is cancelled first; then nothing of it is kept.
public final class DelayedWork: @unchecked Sendable {  // Dispatch sources are thread-safe.
  private let timer: any DispatchSourceTimer

  init(_ queue: DispatchQueue, after duration: Duration, _ body: @escaping @Sendable () -> Void) {
    let nanoseconds = Int(min(max(0, duration / .nanoseconds(1)), 1e18))
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now() + .nanoseconds(nanoseconds))
    // The handler keeps this object, and this object the timer, until a cancel takes the handler away.
    timer.setEventHandler {
      body()
      self.cancel()
    }
    timer.resume()
  }

  /// Whether it was done or taken back.
  public var isOver: Bool { timer.isCancelled }

  /// Takes it back; does nothing when it was done already.
  public func cancel() { timer.cancel() }
}
