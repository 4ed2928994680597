import DatabaseKit
import Foundation
import SQLiteKit
import TestSupport
import Testing

@Suite("A delivery that is killed", .enabled("needs leave to trace a process", { await Probe.canTrace() }))
struct DeliveryKillTests {
  private static let people = 2

  @Test(
    "at any write or sync: what was kept arrives once, and nothing is left waiting",
    arguments: [("pwrite64", 13), ("fdatasync", 4), ("fsync", 3), ("ftruncate", 1), ("write", 5)])
  func anyMoment(call: String, step: Int) async throws {
    var point = 1
    var kills = 0
    while true {
      let folder = try ScratchFolder()
      let comment: Comment = "before \(call) number \(point)"
      let killed = try await Probe.run(
        folder, count: Self.people, injection: "\(call):signal=KILL:when=\(point)", "deliver")
      if killed.status == 0 { break }
      kills += 1
      #expect(killed.status == 128 + SIGKILL, comment)
      // Nobody reads the cards anew: what was kept before comes from the file alone.
      let kept = killed.lines.filter { $0.hasPrefix("kept-") }.count
      let again = try await Probe.run(folder, count: 0, "deliver")
      #expect(again.status == 0 && again.lines.contains("left 0"), "\(comment): \(again.lines)")
      let db = try Connection(path: folder.file("archive.db"))
      let counts = try ["person", "version", "reading"].map { try db.count(of: $0) }
      // One that was on the disk, but not yet told so, may have come too.
      #expect(counts.allSatisfy { $0 == counts[0] } && (kept...kept + 1).contains(counts[0]), comment)
      #expect(
        try db.integer("SELECT count(*) FROM audit WHERE act = 'card.file'") == counts[0], comment)
      point += Probe.isFull ? 1 : step
    }
    #expect(kills > 0)
  }
}

extension Connection {
  fileprivate func count(of table: String) throws -> Int {
    switch table {
    case "person": try integer("SELECT count(*) FROM person")
    case "version": try integer("SELECT count(*) FROM version")
    default: try integer("SELECT count(*) FROM reading")
    }
  }
}
