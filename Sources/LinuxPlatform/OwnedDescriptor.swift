internal import Glibc

/// A file descriptor with one owner, closed when the owner goes.
public struct OwnedDescriptor: ~Copyable, Sendable {
  /// The number; valid while the owner lives.
  public let raw: CInt

  /// Takes over `raw`.
  public init(taking raw: CInt) { self.raw = raw }

  deinit { _ = close(raw) }

  /// Gives the number away without closing it.
  public consuming func release() -> CInt {
    let number = raw
    discard self
    return number
  }

  /// Sets O_NONBLOCK.
  public borrowing func setNonBlocking() throws(SystemError) {
    let flags = fcntl(raw, F_GETFL)
    guard flags >= 0, fcntl(raw, F_SETFL, flags | O_NONBLOCK) == 0 else { throw .last("fcntl") }
  }
}
