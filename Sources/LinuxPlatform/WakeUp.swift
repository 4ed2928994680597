internal import Dispatch

/// A counting signal between threads.
public final class WakeUp: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// Nothing signalled yet.
  public init() {}

  /// Lets one waiting thread go on, now or when it comes to wait.
  public func signal() { semaphore.signal() }

  /// Blocks until signalled.
  public func wait() { semaphore.wait() }

  /// Blocks until signalled or for `milliseconds`; whether it was signalled.
  public func wait(milliseconds: Int) -> Bool {
    semaphore.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }
}
