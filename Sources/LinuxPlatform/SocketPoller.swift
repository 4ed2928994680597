internal import CLinux
internal import Glibc
internal import Synchronization

/// The thread that waits for every `SocketWatch` of the process (epoll(7)).
///
/// libdispatch's own sources are not used for this: on Linux they lose a descriptor's events, or end the process as
/// finalised twice, where a peer hangs up while its descriptor is registered or given up on another thread
/// (swift-corelibs-libdispatch, issues 833 and 949).
final class SocketPoller: Sendable {
  static let shared = SocketPoller()
  private static let most = 64
  /// The number of the descriptor that wakes the thread itself.
  private static let ring: UInt64 = 0

  private struct Registry {
    var last = SocketPoller.ring
    var watches: [UInt64: SocketWatch] = [:]
    var rounds: [CheckedContinuation<Void, Never>] = []
  }

  private let descriptor: CInt
  private let doorbell: CInt
  private let registry = Mutex(Registry())

  private init() {
    descriptor = epoll_create1(CInt(EPOLL_CLOEXEC))
    doorbell = eventfd(0, CInt(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0, doorbell >= 0,
      clinux_poll(descriptor, doorbell, Self.ring, clinux_poll_readable, 0) == 0
    else { _exit(71) }  // EX_OSERR: nothing could work.
    startThread { while true { self.wait() } }
  }

  /// Waits for `events` of a descriptor, once.
  ///
  /// Gives its number for `waitAgain`; `nil` where the system refuses.
  func wait(for events: UInt32, of socket: CInt, _ watch: SocketWatch) -> UInt64? {
    let number = registry.withLock { registry in
      registry.last += 1
      registry.watches[registry.last] = watch
      return registry.last
    }
    if clinux_poll(descriptor, socket, number, events, 0) == 0 { return number }
    registry.withLock { $0.watches[number] = nil }
    return nil
  }

  /// Waits once more, for `events` instead of what it was before.
  func waitAgain(for events: UInt32, of socket: CInt, _ number: UInt64) {
    _ = clinux_poll(descriptor, socket, number, events, 1)
  }

  /// Forgets a descriptor; its watch may hear of it once more.
  func forget(_ socket: CInt, _ number: UInt64) {
    _ = clinux_poll_forget(descriptor, socket)
    registry.withLock { $0.watches[number] = nil }
  }

  /// Returns once the thread has come round.
  func comeRound() async {
    await withCheckedContinuation { waiting in
      registry.withLock { $0.rounds.append(waiting) }
      eventfd_write(doorbell, 1)
    }
  }

  private func wait() {
    var numbers = [UInt64](repeating: 0, count: Self.most)
    var happened = [UInt32](repeating: 0, count: Self.most)
    let count = unsafe clinux_poll_wait(descriptor, &numbers, &happened, CInt(Self.most), -1)
    guard count > 0 else { return }
    for (number, events) in zip(numbers, happened).prefix(Int(count)) {
      guard number != Self.ring else {
        answerRing()
        continue
      }
      registry.withLock { $0.watches[number] }?.heard(events)
    }
  }

  private func answerRing() {
    var count: eventfd_t = 0
    _ = unsafe eventfd_read(doorbell, &count)
    _ = clinux_poll(descriptor, doorbell, Self.ring, clinux_poll_readable, 1)
    let waiting = registry.withLock { registry in
      defer { registry.rounds = [] }
      return registry.rounds
    }
    waiting.forEach { $0.resume() }
  }
}
