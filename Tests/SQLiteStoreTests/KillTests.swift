import Foundation
import SQLiteStore
import TestSupport
import Testing

@Suite("A filing that is killed", .enabled("needs leave to trace a process", { await Probe.canTrace() }))
struct KillTests {
  /// One system call before which the program is killed, and how many of them one point in a short run skips.
  struct Sweep: CustomTestStringConvertible {
    var call: String
    var step: Int
    var testDescription: String { call }
  }

  static let sweeps = [
    Sweep(call: "pwrite64", step: 11), Sweep(call: "fdatasync", step: 4), Sweep(call: "fsync", step: 2),
    Sweep(call: "unlink", step: 4), Sweep(call: "ftruncate", step: 1), Sweep(call: "rename", step: 1),
    Sweep(call: "write", step: 3),
  ]

  @Test("at any moment of the first start or later: what was acknowledged is there, once", arguments: sweeps)
  func anyMoment(sweep: Sweep) async throws {
    var point = 1
    var kills = 0
    while true {
      let folder = try ScratchFolder()
      let comment: Comment = "before \(sweep.call) number \(point)"
      let killed = try await Probe.run(folder, count: 3, injection: "\(sweep.call):signal=KILL:when=\(point)")
      if killed.status == 0 { break }
      kills += 1
      #expect(killed.status == 128 + SIGKILL, comment)
      try await Probe.check(folder, acknowledged: killed.acknowledged, comment)
      // The window tries everything once more: the old answers again, and the rest.
      let again = try await Probe.run(folder, count: 3)
      #expect(again.lines.last == "closed" && again.acknowledged.count == 6, "\(comment): \(again.lines)")
      #expect(Array(again.acknowledged.prefix(killed.acknowledged.count)) == killed.acknowledged, comment)
      try await Probe.check(folder, acknowledged: again.acknowledged, comment)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == [
            "archive.audit", "archive.db", "archive.lock", "archive.lookup-1.key", "archive.wrapping-1.key",
          ], comment)
      point += Probe.isFull ? 1 : sweep.step
    }
    #expect(kills > 0)
  }
}

@Suite("An acknowledgement", .enabled("needs leave to trace a process", { await Probe.canTrace() }))
struct AcknowledgementTests {
  @Test("goes out only after the disk was told to keep the filing, and that once")
  func durability() async throws {
    let folder = try ScratchFolder()
    #expect(try await Probe.run(folder, count: 1).status == 0)
    let log = folder.file("trace")
    let probe = try RunningProgram(
      "/usr/bin/strace",
      ["-f", "-qq", "-o", log, "-e", "trace=fdatasync,write", Probe.path, folder.path, "1", "5"])
    #expect(await probe.wait() == 0)
    var syncs = 0
    var counts: [Int] = []
    for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
      if line.contains("fdatasync(") { syncs += 1 }
      guard line.contains("write(1, \"session-") else { continue }
      counts.append(syncs)
      syncs = 0
    }
    #expect(counts.count == 10)
    #expect(counts.allSatisfy { $0 >= 1 }, "\(counts)")
    // The first one begins a new log, which is a sync of its own.
    #expect(counts.dropFirst().allSatisfy { $0 == 1 }, "\(counts)")
  }
}
