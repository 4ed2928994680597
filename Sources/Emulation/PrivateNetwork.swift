internal import CLinux
internal import Glibc
internal import LinuxPlatform

/// A network namespace of our own: what listens there cannot be reached from outside, and ports are free.
enum PrivateNetwork {
  /// Enters a new network namespace with its loopback interface up.
  ///
  /// Must come before any thread exists. Whoever may not do that gets a user namespace as well, in which it stays
  /// the same user and group, so that files and peers look as before.
  static func enter() throws(SystemError) {
    let user = geteuid()
    let group = getegid()
    if clinux_unshare(0) != 0 {
      guard errno == EPERM, clinux_unshare(1) == 0 else { throw .last("unshare") }
      try write("deny", to: "/proc/self/setgroups")
      try write("\(user) \(user) 1", to: "/proc/self/uid_map")
      try write("\(group) \(group) 1", to: "/proc/self/gid_map")
    }
    guard clinux_loopback_up() == 0 else { throw .last("SIOCSIFFLAGS") }
  }

  private static func write(_ text: String, to path: String) throws(SystemError) {
    let raw = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard raw >= 0 else { throw .last("open") }
    let file = OwnedDescriptor(taking: raw)
    try Files.writeAll(Array(text.utf8), to: file.raw)
  }
}
