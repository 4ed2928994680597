// Measures what idkiosk itself costs, and prints the figures with what they were measured on (docs/benchmarks.md).

import Foundation
import TestSupport

signal(SIGPIPE, SIG_IGN)
guard let plan = BenchmarkPlan(arguments: Array(CommandLine.arguments.dropFirst())) else {
  FileHandle.standardError.write(Data(BenchmarkPlan.usage.utf8))
  exit(64)
}
do {
  switch plan.work {
  case .everything: try await Benchmarks(plan).run()
  case .swiping(let folder, let first, let count):
    try await BatchSwipes(first: first, count: count).run(in: folder)
  case .days(let days):
    guard try await days.run(in: plan.folder) else { exit(1) }
  case .windows(let windows):
    guard try await windows.run(in: plan.folder) else { exit(1) }
  case .plugging(let cycles):
    guard try await cycles.run() else { exit(1) }
  case .lookingUp: try await Benchmarks(plan).lookUps()
  case .starting: try await Benchmarks(plan).starting()
  case .told(let folder, let seed, let centre):
    try await ToldWindow(folder: folder, seed: seed, centre: centre).run()
  case .filing(let folder, let count): try await ArchiveFilings(count: count).run(in: folder)
  }
} catch {
  FileHandle.standardError.write(Data("idkiosk-bench: \(error)\n".utf8))
  exit(1)
}
