import DatabaseKit
import Foundation
import SQLiteKit
import TestSupport
import Testing

@Suite("A swipe that is killed", .enabled("needs leave to trace a process", { await Probe.canTrace() }))
struct SwipeKillTests {
  private static let people = 3

  /// What the swipes of one run were answered with: mark, row and total, by person.
  private func run(
    _ folder: ScratchFolder, injection: String? = nil
  ) async throws -> (status: Int32, answers: [String: [String]]) {
    let words = [folder.path, "0", "\(Self.people)", "batch"]
    let program =
      if let injection {
        try RunningProgram(
          "/usr/bin/strace",
          [
            "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(injection.prefix { $0 != ":" })", "-e",
            "inject=\(injection)", Probe.path,
          ] + words)
      } else {
        try RunningProgram(Probe.path, words)
      }
    let status = await program.wait()
    var answers: [String: [String]] = [:]
    for line in program.output where line.hasPrefix("swiped-") {
      let parts = line.split(separator: " ").map(String.init)
      answers[parts[0]] = Array(parts.dropFirst())
    }
    return (status, answers)
  }

  private func counts(_ folder: ScratchFolder) throws -> [Int] {
    let db = try Connection(path: folder.file("archive.db"))
    #expect(try db.rows("PRAGMA integrity_check") { row throws(SQLiteError) in try row.text(0) } == ["ok"])
    #expect(try db.rows("PRAGMA foreign_key_check") { row throws(SQLiteError) in try row.text(0) } == [])
    return try [
      db.integer("SELECT count(*) FROM swipe"), db.integer("SELECT count(DISTINCT document) FROM swipe"),
      db.integer("SELECT count(*) FROM person"), db.integer("SELECT count(*) FROM reading"),
      db.integer("SELECT count(*) FROM audit WHERE act = 'batch.swipe' AND outcome = 'filed'"),
      db.integer("SELECT count(*) FROM audit WHERE act = 'card.file'"),
    ]
  }

  @Test(
    "at any write: row, person, reading and audit line are there or none is, and again says counted already",
    arguments: [("pwrite64", 13), ("fdatasync", 3)])
  func anyWrite(call: String, step: Int) async throws {
    var point = 1
    var kills = 0
    while true {
      let folder = try ScratchFolder()
      let comment: Comment = "before \(call) number \(point)"
      let killed = try await run(folder, injection: "\(call):signal=KILL:when=\(point)")
      if killed.status == 0 { break }
      kills += 1
      let again = try await run(folder)
      #expect(again.status == 0 && again.answers.count == Self.people, comment)
      for (person, answer) in again.answers {
        if let earlier = killed.answers[person] {
          #expect(earlier[0] == "filed" && answer[0] == "counted" && answer[1] == earlier[1], comment)
        } else {
          #expect(["filed", "counted"].contains(answer[0]), comment)
        }
      }
      #expect(try counts(folder) == [Int](repeating: Self.people, count: 6), comment)
      point += Probe.isFull ? 1 : step
    }
    #expect(kills > 1)
  }
}
