import Foundation

/// A time of day that jumps, for programs that libfaketime is loaded into; what they measure durations with stays true.
public final class SteppedClock {
  private let file: String
  private let library: String
  /// Seconds since 1970 at the last step.
  public private(set) var seconds = 1_798_761_600  // 2027-01-01 00:00 UTC

  /// One whose time is written to the file `path`.
  public init(at path: String) throws {
    let files = FileManager.default
    let libraries = try files.contentsOfDirectory(atPath: "/usr/lib")
      .map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }
    guard let library = libraries.first(where: { files.fileExists(atPath: $0) }) else {
      throw TestFailure("the package libfaketime is not installed")
    }
    self.library = library
    file = path
    try step(to: seconds)
  }

  /// What a program must have in its environment, besides what else is loaded into it.
  ///
  /// libfaketime changes the environment when it is first loaded, and a Swift program would then find no arguments:
  /// whoever has this starts env(1), and env the program.
  public func environment(preloading other: String? = nil) -> [String: String?] {
    [
      "LD_PRELOAD": ([other].compactMap { $0 } + [library]).joined(separator: " "),
      "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1",
      "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
    ]
  }

  /// A program that has the clock; `environment` is what else it must have, where something else is loaded into it too.
  public func start(_ words: [String], environment other: [String: String?] = [:]) throws -> RunningProgram {
    let own = environment(preloading: other["LD_PRELOAD"] ?? nil)
    return try RunningProgram(
      "/usr/bin/env", words, environment: other.merging(own) { _, own in own })
  }

  /// Removes what libfaketime shares with children of a process that was ended by force.
  public static func forget(_ process: Int32) {
    for name in ["faketime_shm_\(process)", "sem.faketime_sem_\(process)"] { unlink("/dev/shm/" + name) }
  }

  /// Steps the clock of every program that has it.
  public func step(to seconds: Int) throws {
    self.seconds = seconds
    var (time, parts) = (time_t(seconds), tm())
    gmtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 64)
    strftime(&text, text.count, "@%Y-%m-%d %H:%M:%S\n", &parts)
    let line = Data(text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
    // Whole at any moment that somebody looks.
    try line.write(to: URL(fileURLWithPath: file + ".new"))
    guard rename(file + ".new", file) == 0 else { throw TestFailure("rename: \(errno)") }
  }
}
