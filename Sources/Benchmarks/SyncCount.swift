import Foundation
import TestSupport

/// Counts the syncs of a filing and of a bare row, outside any measured time.
struct SyncCount {
  private static let strace = "/usr/bin/strace"
  let filings: Int
  let folder: WorkFolder

  /// Of the archive, in a process of its own.
  func archive() async throws -> [String] {
    try await perFiling { count, folder in
      [CommandLine.arguments.first ?? "", "--only-file", folder.file("counted"), "\(count)"]
    }
  }

  func baseline(_ baseline: FilingBaseline, rowBytes: Int) async throws -> [String] {
    try await perFiling { count, folder in
      [baseline.program]
        + FilingBaseline.arguments(file: folder.file("counted"), count: count, rowBytes: rowBytes)
    }
  }

  /// What one filing more costs: opening and closing are in both counts.
  private func perFiling(_ command: (Int, WorkFolder) -> [String]) async throws -> [String] {
    guard let few = try await count(command(1, folder)),
      let many = try await count(command(1 + filings, folder))
    else { return ["not counted"] }
    return [String(format: "%.3f", Double(many - few) / Double(filings))]
  }

  /// `nil` where strace is not there or may not trace.
  private func count(_ command: [String]) async throws -> Int? {
    let log = folder.file("strace.log")
    guard FileManager.default.isExecutableFile(atPath: Self.strace) else { return nil }
    let run = try RunningProgram(
      Self.strace, ["-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", log] + command)
    guard await run.wait() == 0 else { return nil }
    try folder.remove("counted")
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: log)), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.contains("sync(") }.count
  }
}
