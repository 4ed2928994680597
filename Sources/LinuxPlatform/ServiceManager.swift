internal import Glibc

/// What systemd hands to a daemon and wants to hear from it (sd_listen_fds(3), sd_notify(3)).
public enum ServiceManager {
  /// The descriptors handed over by socket activation, by name; empty without systemd.
  public static func inheritedSockets() -> [(name: String, descriptor: CInt)] {
    guard let pid = Environment.value("LISTEN_PID").flatMap({ pid_t($0) }), pid == getpid(),
      let count = Environment.value("LISTEN_FDS").flatMap({ CInt($0) }), (1...16).contains(count)
    else { return [] }
    let names =
      Environment.value("LISTEN_FDNAMES")?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    return (0..<count).map { index in
      _ = fcntl(3 + index, F_SETFD, FD_CLOEXEC)
      let name = names.dropFirst(Int(index)).first.map(String.init)
      return (name ?? "unknown", 3 + index)
    }
  }

  /// Tells systemd, for example `READY=1`; does nothing without it.
  public static func notify(_ state: StaticString) {
    guard let path = Environment.value("NOTIFY_SOCKET"), !path.isEmpty else { return }
    var bytes = Array(path.utf8)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard bytes.count <= UnixSocket.maximumPath else { return }
    let isAbstract = bytes.first == UInt8(ascii: "@")
    if isAbstract { bytes[0] = 0 }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let raw = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { return }
    let descriptor = OwnedDescriptor(taking: raw)
    let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1))
    let message = Array(state.description.utf8)
    _ = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe sendto(descriptor.raw, message, message.count, CInt(MSG_NOSIGNAL), $0, size)
      }
    }
  }
}
