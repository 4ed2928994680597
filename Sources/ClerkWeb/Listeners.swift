internal import Glibc
internal import LinuxPlatform

/// The listening sockets of one port: of 127.0.0.1, and of ::1 where the machine has it.
struct Listeners: ~Copyable {
  let port: UInt16
  private var first: OwnedDescriptor?
  private var second: OwnedDescriptor?

  /// The sockets for `port`; for 0, one that is free on both addresses.
  init(port wanted: UInt16) throws(SystemError) {
    var refused = SystemError("bind", EADDRINUSE)
    for _ in 0..<16 {
      let first = try LoopbackSocket.listen(on: .version4, port: wanted)
      let port = try LoopbackSocket.port(of: first.raw)
      do throws(SystemError) {
        second = try LoopbackSocket.listen(on: .version6, port: port)
      } catch {
        // Somebody else's server at the other address could pass itself off as the page.
        if error.code == EADDRINUSE {
          refused = error
          guard wanted == 0 else { throw error }
          continue
        }
        guard [EADDRNOTAVAIL, EAFNOSUPPORT].contains(error.code) else { throw error }
        second = nil
      }
      self.port = port
      self.first = consume first
      return
    }
    throw refused
  }

  /// The socket of 127.0.0.1, once.
  mutating func takeFirst() throws(SystemError) -> OwnedDescriptor {
    guard let socket = first.take() else { throw SystemError("listen", EBADF) }
    return socket
  }

  /// The socket of ::1, once, if there is one.
  mutating func takeSecond() -> OwnedDescriptor? { second.take() }
}
