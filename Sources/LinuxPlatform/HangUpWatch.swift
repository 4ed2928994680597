internal import CLinux
internal import Dispatch
internal import Glibc

/// Tells when the peer of a connected socket has gone, without reading from the socket (epoll(7), EPOLLRDHUP).
///
/// For sockets that another library reads from and does not look at for a while. A peer that closed only its sending
/// half counts as gone.
public final class HangUpWatch: Sendable {
  private let descriptor: CInt
  private let watch: SocketWatch

  /// Calls `gone` with the number that a socket was added under, once for each, on a queue of its own.
  public init(gone: @escaping @Sendable (UInt64) -> Void) throws(SystemError) {
    let raw = epoll_create1(CInt(EPOLL_CLOEXEC))
    guard raw >= 0 else { throw .last("epoll_create1") }
    descriptor = raw
    watch = SocketWatch(raw, queue: DispatchQueue(label: "hang-ups")) {
      Self.heard(of: raw).forEach(gone)
    }
    watch.start()
  }

  deinit { watch.cancel() }

  /// Begins to watch `socket`; a peer that has gone already is told as well.
  public func add(_ socket: CInt, as number: UInt64) throws(SystemError) {
    guard clinux_poll(descriptor, socket, number, clinux_poll_hung_up, 0) == 0 else {
      throw .last("epoll_ctl")
    }
  }

  /// Ends the watching of `socket`; its number may still be told once if the peer went at that moment.
  public func remove(_ socket: CInt) { _ = clinux_poll_forget(descriptor, socket) }

  private static func heard(of descriptor: CInt) -> [UInt64] {
    var numbers = [UInt64](repeating: 0, count: 64)
    var happened = [UInt32](repeating: 0, count: numbers.count)
    let count = unsafe clinux_poll_wait(descriptor, &numbers, &happened, CInt(numbers.count), 0)
    return Array(numbers.prefix(Int(max(0, count))))
  }
}
