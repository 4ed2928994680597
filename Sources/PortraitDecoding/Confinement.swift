internal import CLinux
internal import Glibc

/// Takes from this process everything a decoder does not need, before the decoder is loaded.
package enum Confinement {
  /// Seconds after which the kernel ends this process, whatever the decoder does; the caller's deadline is shorter.
  package static let lifetime: UInt32 = 10

  private static let limits: [(resource: __rlimit_resource, value: UInt64)] = [
    (RLIMIT_AS, 512 << 20), (RLIMIT_CPU, 5), (RLIMIT_CORE, 0), (RLIMIT_FSIZE, 0), (RLIMIT_NOFILE, 16),
  ]

  /// Sets limits, drops privileges to gain any, closes all descriptors but `descriptor`, and filters system calls.
  ///
  /// Returns false when one of it was refused; then nothing foreign may be loaded. There is no way back.
  package static func apply(keeping descriptor: CInt) -> Bool {
    // What others set up for their crash reports would only hide the crash.
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGALRM] {
      signal(number, SIG_DFL)
    }
    alarm(lifetime)
    let isLimited = limits.allSatisfy { clinux_limit(CInt($0.resource.rawValue), $0.value) == 0 }
    let kept = UInt32(bitPattern: descriptor)
    return isLimited && clinux_undumpable() == 0 && clinux_no_new_privileges() == 0
      && (kept == 0 || clinux_close_range(0, kept - 1) == 0)
      && clinux_close_range(kept + 1, UInt32.max) == 0
      && SystemCallFilter.apply(SystemCallRule.decoder(pid: getpid()))
  }
}
