import Foundation
import TestSupport

/// Tools/filing-baseline.c, compiled: bare rows of the same size, with SQLite alone.
struct FilingBaseline {
  let program: String

  init(in folder: WorkFolder) async throws {
    program = try await CProgram("filing-baseline", in: folder, libraries: ["-lsqlite3"]).path
  }

  /// The arguments that write `count` rows into a new file.
  static func arguments(file: String, count: Int, rowBytes: Int) -> [String] {
    [file, "\(count)", "\(rowBytes)"]
  }

  /// Writes `count` rows into a new file; how many a second.
  func run(file: String, count: Int, rowBytes: Int) async throws -> Double {
    let run = try RunningProgram(program, Self.arguments(file: file, count: count, rowBytes: rowBytes))
    guard await run.wait() == 0, let rate = run.output.first.flatMap({ Double($0) }) else {
      throw TestFailure("filing-baseline: \(run.errors)")
    }
    return rate
  }
}
