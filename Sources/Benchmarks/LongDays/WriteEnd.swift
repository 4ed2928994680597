import TestSupport

/// Words in front of a program that end it at one of its writes into files.
enum WriteEnd {
  /// For the write with this number; none without one.
  ///
  /// The program stays the process that was started, for whoever sends it signals: strace keeps those it gets to itself.
  static func words(_ number: Int?) -> [String] {
    guard let number else { return [] }
    return [
      "/usr/bin/strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64", "-e",
      "inject=pwrite64:signal=KILL:when=\(number)",
    ]
  }

  /// Whether one process may trace another here.
  static func isPossible() async -> Bool {
    await (try? RunningProgram("/usr/bin/strace", ["-qq", "-o", "/dev/null", "/bin/true"]))?.wait() == 0
  }
}
