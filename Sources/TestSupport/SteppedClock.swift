import Foundation

/// A time of day that jumps, for programs that the library of `SteppedTime` is loaded into; what they measure durations with
/// stays true, and so do their timers.
public final class SteppedClock {
  private let file: String
  /// Seconds since 1970 at the last step.
  public private(set) var seconds = 1_798_761_600  // 2027-01-01 00:00 UTC

  /// One whose steps are written to the file `path`.
  public init(at path: String) throws {
    file = path
    try step(to: seconds)
  }

  /// What a program must have in its environment.
  public var environment: [String: String?] {
    [
      "LD_PRELOAD": Programs.path("libidkiosk-stepped-time.so"), "IDKIOSK_STEPPED_TIME": file, "TZ": "UTC",
    ]
  }

  /// A program that has the clock.
  public func start(_ path: String, _ arguments: [String]) throws -> RunningProgram {
    try RunningProgram(path, arguments, environment: environment)
  }

  /// Steps the clock of every program that has it.
  public func step(to seconds: Int) throws {
    self.seconds = seconds
    var added = Int64(seconds) - Int64(Date().timeIntervalSince1970)
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw TestFailure("\(file): \(errno)") }
    defer { close(descriptor) }
    // Programs have the file in their memory: one write of a whole number is seen whole.
    guard pwrite(descriptor, &added, 8, 0) == 8 else { throw TestFailure("pwrite: \(errno)") }
  }
}
