import Foundation
import TestSupport
import Testing

@Suite(
  "A large batch at a window that is killed again and again", .timeLimit(.minutes(FullRun.isAsked ? 30 : 5)))
struct BatchKillTests {
  private static let cards = FullRun.isAsked ? 5_000 : 200
  private static let between = 50

  /// Swipes from card `first` on until `between` were answered or all are done; how many were.
  private func run(_ state: String, from first: Int) async throws -> Int {
    let left = Self.cards - first
    // On a busy machine it may be through with its cards before it is killed: then it is started again all the same.
    let window = try RunningProgram(
      Programs.path("idkiosk-bench"),
      ["--only-swipe", state, "\(first)", "\(min(left, Self.between * 2))"])
    let wanted = min(Self.between, left)
    try await window.output { lines in lines.count { $0.hasPrefix("swiped ") } >= wanted }
    // The next card is being read, filed, or answered just now.
    window.send(SIGKILL)
    await window.wait()
    let lines = window.output.filter { $0.hasPrefix("swiped ") }.map { $0.split(separator: " ") }
    for (offset, words) in lines.enumerated() {
      #expect(words[1] == "\(first + offset)")
      // Only the card that lay there when the window was killed may be in the ledger already.
      let marks: Set<Substring> = offset == 0 && first > 0 ? ["filed", "counted"] : ["filed"]
      #expect(marks.contains(words[2]), "\(words)")
      #expect(words[3] == "\(first + offset + 1)", "\(words)")
    }
    return lines.count
  }

  @Test("none lost and none double: each card is a row, a person and a reading, once")
  func manyKills() async throws {
    let folder = try ScratchFolder()
    let state = folder.file("state")
    var done = 0
    var starts = 0
    while done < Self.cards {
      done += try await run(state, from: done)
      starts += 1
    }
    #expect(starts >= Self.cards / Self.between / 2)
    let question = """
      PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM swipe WHERE mark = 'filed';
      SELECT count(*) FROM swipe; SELECT count(DISTINCT document) FROM swipe; SELECT count(*) FROM person;
      SELECT count(*) FROM reading;
      """
    let shell = try RunningProgram("/usr/bin/sqlite3", [folder.file("state/archive.db"), question])
    #expect(await shell.wait() == 0)
    #expect(shell.output == ["ok"] + [String](repeating: "\(Self.cards)", count: 5))
  }
}
