internal import Synchronization

/// Tells a blocking call on another thread that nobody waits for it any more.
public final class CancelFlag: Sendable {
  private let flag = Atomic(false)

  /// A flag that is not set.
  public init() {}

  /// Whether somebody set it.
  public var isCancelled: Bool { flag.load(ordering: .acquiring) }

  /// Sets it, for good.
  public func cancel() { flag.store(true, ordering: .releasing) }
}
