internal import CLinux
internal import Glibc

/// Settings every daemon makes for itself before anything else.
public enum ProcessHardening {
  /// No core dump and no reading of this process's memory by others of the same user; SIGPIPE does nothing; new
  /// files are the owner's only.
  public static func apply() {
    _ = clinux_limit_core()
    _ = clinux_undumpable()
    _ = umask(0o077)
    ignoreBrokenPipes()
  }

  /// SIGPIPE does nothing; a write to a closed peer fails instead.
  public static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
}
