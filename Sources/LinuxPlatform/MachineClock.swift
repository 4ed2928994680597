internal import CLinux
internal import Glibc

/// What the machine's clocks say, for times that must survive restarts and steps of the clock.
public enum MachineClock {
  /// Milliseconds since 1970; people and programs set it.
  public static var wall: Int { milliseconds(CLOCK_REALTIME) }

  /// Milliseconds since the machine started, sleep included; nobody sets it.
  public static var uptime: Int { milliseconds(CLOCK_BOOTTIME) }

  /// Which start of the machine `uptime` counts from.
  ///
  /// Where the kernel's name for it may not be read, as in a unit with ProcSubset=pid, one of this process: then only
  /// the time of day tells how long the process was not running.
  public static let boot: String = {
    guard let bytes = try? Files.read("/proc/sys/kernel/random/boot_id", limit: 256), !bytes.isEmpty else {
      return RandomToken.make()
    }
    return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
  }()

  /// Whether the kernel says that a time server keeps the time of day.
  public static var isSynchronised: Bool { clinux_is_clock_synchronised() != 0 }

  private static func milliseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    guard unsafe clock_gettime(clock, &time) == 0 else { return 0 }
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
