internal import LinuxPlatform

/// Whole lines to a person's terminal or a pipe.
public enum Console {
  /// A line on standard output.
  public static func write(_ line: String) { try? Files.writeAll(Array((line + "\n").utf8), to: 1) }

  /// A line on standard error.
  public static func error(_ line: String) { try? Files.writeAll(Array((line + "\n").utf8), to: 2) }
}
