internal import CLinux
public import Dispatch
internal import Glibc
internal import Synchronization

/// Calls back when a descriptor can be read or written, on one serial queue.
///
/// Owns the descriptor: it is closed once `cancel` has taken effect. A watch that was started lives until it is cancelled.
public final class SocketWatch: Sendable {
  private struct State {
    /// What the poller knows it by; `nil` before the start.
    var number: UInt64?
    var isWriting = false
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let descriptor: CInt
  private let queue: DispatchQueue
  private let readable: @Sendable () -> Void
  private let writable: (@Sendable () -> Void)?

  /// Takes over `descriptor`; watching begins with `start`.
  public init(
    _ descriptor: CInt, queue: DispatchQueue, readable: @escaping @Sendable () -> Void,
    writable: (@Sendable () -> Void)? = nil
  ) {
    self.descriptor = descriptor
    self.queue = queue
    self.readable = readable
    self.writable = writable
  }

  /// Returns once the thread that waits for all descriptors has come round.
  public static func comeRound() async { await SocketPoller.shared.comeRound() }

  /// Begins to watch for reading.
  public func start() {
    let isWatched = state.withLock { state in
      guard state.number == nil, !state.isCancelled else { return true }
      state.number = SocketPoller.shared.wait(for: clinux_poll_readable, of: descriptor, self)
      return state.number != nil
    }
    guard !isWatched else { return }
    // Whoever reads finds the end, and gives the descriptor up.
    shutdown(descriptor, CInt(SHUT_RDWR))
    heard(clinux_poll_readable)
  }

  /// Begins to watch for writing too.
  public func resumeWriting() { watch { $0.isWriting = true } }

  /// Ends the watching for writing.
  public func suspendWriting() { watch { $0.isWriting = false } }

  /// Ends everything and closes the descriptor: after it nothing is called back that had not begun on the queue.
  public func cancel() {
    let (isFirst, number) = state.withLock { state in
      defer { state.isCancelled = true }
      return (!state.isCancelled, state.number)
    }
    guard isFirst else { return }
    if let number { SocketPoller.shared.forget(descriptor, number) }
    queue.async { [descriptor] in _ = OwnedDescriptor(taking: descriptor) }
  }

  /// What the poller has heard of the descriptor; it waits no more until it is told to.
  func heard(_ events: UInt32) { queue.async { self.callBack(events) } }

  private func callBack(_ events: UInt32) {
    // What has ended can be read, to its end, and a write says so at once.
    let hasEnded = events & clinux_poll_ended != 0
    guard !state.withLock({ $0.isCancelled }) else { return }
    if hasEnded || events & clinux_poll_readable != 0 { readable() }
    // Reading may have ended it.
    let writes = state.withLock { $0.isWriting && !$0.isCancelled }
    if writes, hasEnded || events & clinux_poll_writable != 0 { writable?() }
    watch { _ in }
  }

  private func watch(_ change: (inout State) -> Void) {
    state.withLock { state in
      change(&state)
      guard let number = state.number, !state.isCancelled else { return }
      let events = clinux_poll_readable | (state.isWriting ? clinux_poll_writable : 0)
      SocketPoller.shared.waitAgain(for: events, of: descriptor, number)
    }
  }
}
