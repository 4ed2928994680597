import Foundation
import LinuxPlatform
import TestSupport

/// What the kernel tells of a running process.
struct ProcessUse {
  let process: Int32

  init(_ process: Int32) { self.process = process }

  /// Its share of memory, in KiB: its own pages, and of those it shares with others its part (Pss).
  func share() throws -> Double { try field("Pss:", in: "smaps_rollup") }

  /// What it has resident, in KiB, shared pages counted whole.
  func resident() throws -> Double { try field("VmRSS:", in: "status") }

  /// How often its threads have slept and woken since they began.
  func wakes() throws -> [String: Double] {
    var wakes: [String: Double] = [:]
    for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task") {
      wakes[thread] = try? field("voluntary_ctxt_switches:", in: "task/\(thread)/status")
    }
    return wakes
  }

  /// The processes that it started.
  func children() throws -> [Int32] {
    let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
    return threads.flatMap { text("task/\($0)/children").split(separator: " ").compactMap { Int32($0) } }
  }

  /// The name of its program.
  var name: String { text("comm").trimmingCharacters(in: .newlines) }

  private func field(_ name: String, in file: String) throws -> Double {
    let line = text(file).split(separator: "\n").first { $0.hasPrefix(name) }
    let words = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }) ?? []
    guard words.count > 1, let number = Double(words[1]) else {
      throw TestFailure("no \(name) of \(process)")
    }
    return number
  }

  private func text(_ file: String) -> String {
    (try? Files.read("/proc/\(process)/\(file)", limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
      ?? ""
  }
}
