internal import CLinux
internal import Glibc

/// What systemd hands to a daemon and wants to hear from it (sd_listen_fds(3), sd_notify(3)).
public enum ServiceManager {
  /// More are not taken over: the listening socket, and every client that may be connected.
  private static let maximumSockets: CInt = 128

  /// The descriptors handed over by socket activation, by name; empty without systemd.
  public static func inheritedSockets() -> [(name: String, descriptor: CInt)] {
    guard let pid = Environment.value("LISTEN_PID").flatMap({ pid_t($0) }), pid == getpid(),
      let count = Environment.value("LISTEN_FDS").flatMap({ CInt($0) }), (1...maximumSockets).contains(count)
    else { return [] }
    let names =
      Environment.value("LISTEN_FDNAMES")?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    return (0..<count).map { index in
      _ = fcntl(3 + index, F_SETFD, FD_CLOEXEC)
      let name = names.dropFirst(Int(index)).first.map(String.init)
      return (name ?? "unknown", 3 + index)
    }
  }

  /// Whether somebody listens to `notify`.
  public static var isThere: Bool { Environment.value("NOTIFY_SOCKET").map { !$0.isEmpty } ?? false }

  /// Tells systemd, for example `READY=1`; does nothing without it.
  ///
  /// A descriptor that goes along stays open here.
  public static func notify(_ state: String, with descriptor: CInt = -1) {
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
    let socket = OwnedDescriptor(taking: raw)
    let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1))
    let message = Array(state.utf8)
    _ = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe clinux_send_descriptor(socket.raw, $0, size, message, message.count, descriptor)
      }
    }
  }

  /// Tells systemd that the configuration is being read again; `READY=1` ends that.
  public static func notifyReloading() {
    var now = timespec()
    guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return }
    notify("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
  }

  /// Has systemd keep a descriptor for the next start of this service, which gets it as `inheritedSockets` with `name`.
  ///
  /// It stays open here. Where the unit has no FileDescriptorStoreMax=, systemd closes its copy at once.
  public static func keep(_ descriptor: CInt, as name: String) {
    notify("FDSTORE=1\nFDNAME=\(name)", with: descriptor)
  }

  /// Has systemd give up its copies of the descriptors kept as `name`.
  public static func forget(_ name: String) { notify("FDSTOREREMOVE=1\nFDNAME=\(name)") }

  /// Blocks until systemd has taken in everything told before, five seconds at most (sd_notify_barrier(3)).
  public static func waitUntilHeard() {
    guard isThere, let ends = try? UnixSocket.pair() else { return }
    let ours = OwnedDescriptor(taking: ends.0)
    do {
      let theirs = OwnedDescriptor(taking: ends.1)
      notify("BARRIER=1", with: theirs.raw)
    }
    var polled = [pollfd(fd: ours.raw, events: 0, revents: 0)]
    _ = unsafe poll(&polled, 1, 5_000)
  }

  /// Tells systemd again and again that this program works, each time `comesRound` has returned; does nothing where the
  /// unit has no WatchdogSec= (sd_watchdog_enabled(3)).
  public static func feedWatchdog(_ comesRound: @escaping @Sendable () async -> Void) {
    guard let interval = Environment.value("WATCHDOG_USEC").flatMap({ Int($0) }), interval > 0,
      Environment.value("WATCHDOG_PID").map({ $0 == "\(getpid())" }) ?? true
    else { return }
    feed(milliseconds: max(1, interval / 2_000), tell: { notify("WATCHDOG=1") }, comesRound)
  }

  /// Calls `tell` each time `comesRound` has returned, and begins anew so many milliseconds later, for ever.
  package static func feed(
    milliseconds: Int, tell: @escaping @Sendable () -> Void,
    _ comesRound: @escaping @Sendable () async -> Void
  ) {
    startThread {
      let (round, pause) = (WakeUp(), WakeUp())
      while true {
        startTask {
          await comesRound()
          round.signal()
        }
        round.wait()
        tell()
        _ = pause.wait(milliseconds: milliseconds)
      }
    }
  }
}
