import Foundation
import LinuxPlatform
import TestSupport

/// The days of several windows side by side, each a run of its own with an archive and a seed of its own.
struct SeveralWindows: Sendable {
  /// What all of them come to together.
  private static let summed = ["swipes", "cards told to be in the ledger", "lost", "double"]

  /// All swipes together, and the seed of the first window; each further one has the next.
  let plan: DaysPlan
  let windows: Int

  /// Runs them and says what came of them; whether all is as it must be.
  ///
  /// TERM ends the days of all of them early.
  func run(in folder: String) async throws -> Bool {
    let signals = await SignalStream([SIGTERM])
    let programs = try (0..<windows).map { index in
      try RunningProgram(
        Programs.path("idkiosk-bench"),
        [
          "--days", "\((plan.swipes + windows - 1) / windows)", "--over", plan.link.rawValue,
          "--seed", "\(plan.seed &+ UInt64(index))", "--folder", folder,
        ])
    }
    let heard = Task { for await _ in signals.signals { programs.forEach { $0.send(SIGTERM) } } }
    defer { heard.cancel() }
    let isWhole = await withTaskGroup { group in
      for (index, program) in programs.enumerated() {
        group.addTask { await Self.pass(program, as: "window \(index + 1): ") }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    var table = Table("Many days at \(windows) windows", columns: ["count"])
    for label in Self.summed {
      table.add(label, ["\(programs.reduce(0) { $0 + Self.figure(label, in: $1.output) })"])
    }
    table.show()
    return isWhole
  }

  /// Prints what a window says as it says it; whether it ended well.
  private static func pass(_ program: RunningProgram, as name: String) async -> Bool {
    var passed = 0
    while true {
      let next = passed + 1
      // A program that has ended says no more.
      _ = try? await program.output { $0.count >= next }
      let lines = program.output
      guard lines.count > passed else { break }
      for line in lines.dropFirst(passed) { print(name + line) }
      fflush(nil)
      passed = lines.count
    }
    guard await program.wait() == 0 else {
      program.errors.suffix(3).forEach { print(name + $0) }
      return false
    }
    return true
  }

  private static func figure(_ label: String, in lines: [String]) -> Int {
    // Two blanks, for one label may begin with another.
    let line = lines.last { $0.hasPrefix("  \(label)  ") }
    return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
  }
}
