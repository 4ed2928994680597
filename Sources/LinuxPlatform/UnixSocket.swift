internal import CLinux
internal import Glibc

/// Stream sockets in the file system (unix(7)).
public enum UnixSocket {
  /// The longest path, in bytes.
  public static let maximumPath = 107

  /// A listening socket at `path` with `mode`.
  ///
  /// A stale file of a dead server is replaced; a living one is refused with EADDRINUSE. Guard the path with
  /// a `FileLock` against two servers that start at once.
  public static func listen(at path: String, mode: UInt32) throws(SystemError) -> OwnedDescriptor {
    if isServed(path) { throw SystemError("bind", EADDRINUSE) }
    let descriptor = try make()
    _ = unsafe unlink(path)
    _ = fchmod(descriptor.raw, mode)
    let bound = try unsafe withAddress(path) { address, size in unsafe bind(descriptor.raw, address, size) }
    guard bound == 0 else { throw .last("bind") }
    guard unsafe chmod(path, mode) == 0 else { throw .last("chmod") }
    guard Glibc.listen(descriptor.raw, 64) == 0 else { throw .last("listen") }
    return descriptor
  }

  /// A connection to the server at `path`; waits while the server's queue is full, with `limit` at most so long
  /// (EAGAIN then).
  public static func connect(to path: String, limit: Duration? = nil) throws(SystemError) -> OwnedDescriptor {
    let descriptor = try make()
    if let limit {
      // Zero would mean without end.
      let microseconds = Int(max(1, min(limit, .seconds(3_600)) / .microseconds(1)))
      var time = timeval(tv_sec: microseconds / 1_000_000, tv_usec: microseconds % 1_000_000)
      let size = socklen_t(MemoryLayout<timeval>.size)
      guard unsafe setsockopt(descriptor.raw, SOL_SOCKET, SO_SNDTIMEO, &time, size) == 0
      else { throw .last("setsockopt") }
    }
    let connected = try unsafe withAddress(path) { address, size in
      unsafe Glibc.connect(descriptor.raw, address, size)
    }
    guard connected == 0 else { throw .last("connect") }
    return descriptor
  }

  /// The next waiting client of a listening socket.
  public static func accept(on listener: CInt) throws(SystemError) -> OwnedDescriptor {
    let raw = Glibc.accept(listener, nil, nil)
    guard raw >= 0 else { throw .last("accept") }
    let descriptor = OwnedDescriptor(taking: raw)
    guard fcntl(raw, F_SETFD, FD_CLOEXEC) == 0 else { throw .last("fcntl") }
    return descriptor
  }

  /// Two connected sockets.
  public static func pair() throws(SystemError) -> (CInt, CInt) {
    var ends: [CInt] = [-1, -1]
    guard unsafe socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw .last("socketpair") }
    return (ends[0], ends[1])
  }

  /// Whether a server listens at `path`; one whose queue is full does.
  private static func isServed(_ path: String) -> Bool {
    do throws(SystemError) {
      _ = try connect(to: path, limit: .zero)
      return true
    } catch {
      return error.code == EAGAIN
    }
  }

  private static func make() throws(SystemError) -> OwnedDescriptor {
    let raw = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { throw .last("socket") }
    return OwnedDescriptor(taking: raw)
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
  ) throws(SystemError) -> CInt {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count <= maximumPath, !bytes.isEmpty else { throw SystemError("sun_path", ENAMETOOLONG) }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, size) }
    }
  }
}
