import Foundation
import TestSupport

/// Tools/filing-replay.c, compiled: the rows of an archive's filings written again, with SQLite alone.
struct FilingReplay {
  private let program: String

  init(in folder: WorkFolder) async throws {
    program = try await CProgram("filing-replay", in: folder, libraries: ["-lsqlite3"]).path
  }

  /// Writes what `count` filings wrote into `archive` into a new file; how many filings a second.
  func run(file: String, count: Int, archive: String) async throws -> Double {
    let run = try RunningProgram(program, [file, "\(count)", archive])
    guard await run.wait() == 0, let rate = run.output.first.flatMap({ Double($0) }) else {
      throw TestFailure("filing-replay: \(run.errors)")
    }
    return rate
  }
}
