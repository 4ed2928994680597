import DatabaseKit
import Foundation
import KioskProtocol
import PersonalData
import SQLiteKit
import SQLiteStore
import TestSupport
import Testing

@Suite(
  "A start that is killed while it takes an earlier archive over",
  .enabled("needs leave to trace a process", { await Probe.canTrace() }))
struct MigrationKillTests {
  static let calls = ["pwrite64", "fdatasync", "fsync", "unlink", "ftruncate", "rename", "write"]

  @Test(
    "at any write or sync: the next one goes on, and everyone is found by everything",
    arguments: [1, ArchiveSchema.migrations.count - 1], calls)
  func anyMoment(version: Int, call: String) async throws {
    var point = 1
    while true {
      let folder = try ArchiveFixture.frozen(version: version)
      let comment: Comment = "schema \(version), before \(call) number \(point)"
      let killed = try await Probe.run(
        folder, count: 0, injection: "\(call):signal=KILL:when=\(point)", "steps")
      if killed.status != 0 { #expect(killed.status == 128 + SIGKILL, comment) }
      try await ArchiveFixture.checkTakenOver(folder, comment)
      if killed.status == 0 { break }
      // A migration makes some hundred writes: a short run looks at some of them, the first and the last included.
      point += Probe.isFull ? 1 : call == "pwrite64" ? 13 : 3
    }
  }
}
