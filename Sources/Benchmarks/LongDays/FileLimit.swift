import TestSupport

/// How large a file of a running process may grow, as if the disk were full.
enum FileLimit {
  /// From now on no file of the process grows past this; `nil` takes the limit away.
  static func set(_ bytes: Int?, for process: Int32) async throws {
    let limit = "--fsize=\(bytes.map { "\($0)" } ?? "unlimited"):"
    let program = try RunningProgram("/usr/bin/prlimit", ["--pid", "\(process)", limit])
    guard await program.wait() == 0 else { throw TestFailure("prlimit: \(program.errors)") }
  }
}
