internal import Glibc

/// What standard output is.
public enum Terminal {
  /// Whether somebody sits at standard output.
  public static var isThere: Bool { isatty(1) == 1 }

  /// Whether standard output is a terminal that is not declared to be dumb.
  public static var showsColours: Bool {
    isatty(1) == 1 && Environment.value("TERM").map { $0 != "dumb" } ?? false
      && Environment.value("NO_COLOR") == nil
  }
}
