import DatabaseKit
import Foundation
import SQLiteKit
import TestSupport
import Testing

@Suite(
  "Binding and changing a number, killed", .timeLimit(.minutes(10)),
  .enabled("needs leave to trace a process", { await Probe.canTrace() }))
struct NumberKillTests {
  private static let people = 1

  /// One system call before which the program is killed, and how many of them one point in a short run skips.
  struct Sweep: CustomTestStringConvertible {
    var call: String
    var step: Int
    var testDescription: String { call }
  }

  static let sweeps = [
    Sweep(call: "pwrite64", step: 13), Sweep(call: "fdatasync", step: 5), Sweep(call: "write", step: 4),
  ]

  @Test("before any write, sync or word: nothing is half bound, no code is good twice", arguments: sweeps)
  func anyMoment(sweep: Sweep) async throws {
    var point = 1
    var kills = 0
    while true {
      let folder = try ScratchFolder()
      let comment: Comment = "before \(sweep.call) number \(point)"
      let killed = try await run(folder, injection: "\(sweep.call):signal=KILL:when=\(point)")
      if killed.status == 0 { break }
      kills += 1
      #expect(killed.status == 128 + SIGKILL, comment)
      let again = try await run(folder)
      #expect(again.status == 0, "\(comment): \(again.lines.suffix(3))")
      try check(killed.lines, again.lines, comment)
      try check(folder, killed.lines + again.lines, comment)
      point += Probe.isFull ? 1 : sweep.step
    }
    #expect(kills > 3)
  }

  /// What the second run found, beside what the first one had acknowledged.
  private func check(_ killed: [String], _ again: [String], _ comment: Comment) throws {
    for index in 0..<Self.people {
      let standing = try #require(again.first { $0.hasPrefix("stands-\(index) ") }, comment)
      let confirmed = ["bind", "change"].map { killed.contains("confirmed-\(index) \($0)") }
      let issued = ["bind", "change"].map { purpose in
        killed.contains { $0.hasPrefix("issued-\(index) \(purpose) ") }
      }
      // What was acknowledged holds; what was never asked for does not; between the two both may be.
      var possible = ["none", "first", "second"]
      if confirmed[0] { possible.removeAll { $0 == "none" } }
      if confirmed[1] { possible.removeAll { $0 == "first" } }
      if !issued[1], !confirmed[0] { possible.removeAll { $0 == "second" } }
      #expect(possible.contains { standing.hasSuffix(" \($0)") }, "\(comment): \(standing)")
      for purpose in ["bind", "change"] {
        let replays = again.filter { $0.hasPrefix("replayed-\(index) \(purpose) ") }
        #expect(replays == ["replayed-\(index) \(purpose) code.used"], "\(comment): \(replays)")
        let times = (killed + again).filter { $0 == "confirmed-\(index) \(purpose)" }.count
        #expect(times <= 1, comment)
      }
    }
  }

  /// What stands in the archive after the second run.
  private func check(_ folder: ScratchFolder, _ lines: [String], _ comment: Comment) throws {
    let db = try Connection(path: folder.file("archive.db"))
    func texts(_ sql: StaticString) throws -> [String] {
      try db.rows(sql) { row throws(SQLiteError) in try row.text(0) }
    }
    #expect(try texts("PRAGMA integrity_check") == ["ok"], comment)
    #expect(try texts("PRAGMA foreign_key_check") == [], comment)
    let counts: [(StaticString, Int)] = [
      ("SELECT count(*) FROM binding WHERE ended IS NULL", Self.people),
      ("SELECT count(DISTINCT person) FROM binding WHERE ended IS NULL", Self.people),
      ("SELECT count(*) FROM binding WHERE ended_by = 'change'", Self.people),
      ("SELECT count(*) FROM message WHERE kind = 'notice'", Self.people),
      ("SELECT count(*) FROM challenge WHERE state = 'used'", 2 * Self.people),
      ("SELECT count(*) FROM challenge JOIN binding ON challenge = challenge.row", 2 * Self.people),
      (
        "SELECT count(*) FROM audit WHERE act = 'phone.confirm' AND outcome IN ('bound', 'changed')",
        2 * Self.people
      ),
      ("SELECT count(*) FROM message WHERE state = 'queued' OR sealed IS NOT NULL", 0),
      ("SELECT (SELECT count(*) FROM challenge) - (SELECT count(*) FROM message WHERE kind = 'code')", 0),
    ]
    for (sql, count) in counts {
      #expect(try db.integer(sql) == count, "\(comment): \(sql)")
    }
    // Each message left once; only one that was with the gateway at the kill may not have, and says so.
    let sent = lines.filter { $0.hasPrefix("sent ") }.map { String($0.dropFirst(5)) }
    #expect(Set(sent).count == sent.count, comment)
    let unknown = try texts("SELECT id FROM message WHERE state = 'unknown'")
    #expect(unknown.count <= 1, comment)
    #expect(
      try Set(texts("SELECT id FROM message WHERE state = 'sent'")) == Set(sent).subtracting(unknown), comment
    )
    #expect(
      try texts("SELECT id FROM message").count == Set(sent).union(unknown).count, comment)
  }

  private func run(
    _ folder: ScratchFolder, injection: String? = nil
  ) async throws -> (status: Int32, lines: [String]) {
    var words = [Probe.path, folder.path, "0", "\(Self.people)", "numbers"]
    if let injection {
      let call = injection.prefix { $0 != ":" }
      words =
        [
          "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
          "inject=\(injection)",
        ]
        + words
    }
    let program = try RunningProgram(words[0], Array(words.dropFirst()))
    let status = await program.wait()
    return (status, program.output)
  }
}
