public import KioskProtocol
public import LinuxPlatform

/// How long a blocking device call may take: until a moment on the monotonic clock, or until it is cancelled.
public struct Limit: Sendable {
  /// Tells the time.
  public typealias Now = @Sendable () -> ContinuousClock.Instant

  /// The last moment.
  public let deadline: ContinuousClock.Instant
  /// Set when nobody waits any more.
  public let cancellation: CancelFlag
  /// The clock that the deadline is on.
  public let now: Now

  /// A limit of `duration` from now.
  public init(_ duration: Duration, _ cancellation: CancelFlag, now: @escaping Now = { .now }) {
    deadline = now() + duration
    self.cancellation = cancellation
    self.now = now
  }

  /// How long one uncancellable step may block, in whole milliseconds: 1 to 200, never past the deadline.
  ///
  /// Throws `reader.timeout` once the deadline has passed, `service.stopping` once cancelled.
  public func slice() throws(KioskFailure) -> Int {
    guard !cancellation.isCancelled else { throw KioskFailure(.serviceStopping) }
    let left = now().duration(to: deadline)
    guard left > .zero else { throw KioskFailure(.readerTimeout) }
    return left < .milliseconds(200) ? max(1, Int(left / .milliseconds(1))) : 200
  }
}
