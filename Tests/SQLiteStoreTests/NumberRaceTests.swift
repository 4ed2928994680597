import CounterRules
import DatabaseKit
import KioskProtocol
import OneTimeCodes
import PersonArchive
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Two people who bind the same number at the same moment", .everyEngine)
struct NumberRaceTests {
  /// A thousand on the file, which is quick; on the server a share.
  private static var rounds: Int { Engine.current == .sqlite || FullRun.isAsked ? 1_000 : 100 }

  @Test("exactly one of them has it, a thousand times")
  func race() async throws {
    let bench = try await NumberBench()
    let people = [try await bench.person(0), try await bench.person(1)]
    var wins = [0, 0]
    for round in 0..<Self.rounds {
      let number = "135" + String(String(100_000_000 + round).dropFirst())
      let purposes: [CodePurpose] = try await [purpose(people[0], bench), purpose(people[1], bench)]
      for (person, purpose) in zip(people, purposes) {
        // The limits of a number and a person are for one day.
        bench.pass(seconds: 8_640)
        try await bench.issue(person, number, purpose)
      }
      let answers = try zip(people, purposes).map { try bench.answer($0, $1) }
      let results = await withTaskGroup(of: (Int, KioskFailure?).self) { group in
        for (index, answer) in answers.enumerated() {
          group.addTask { (index, await bench.refusal { _ = try await bench.store.confirm(answer) }) }
        }
        return await group.reduce(into: [KioskFailure?](repeating: nil, count: 2)) { $0[$1.0] = $1.1 }
      }
      let winner = try #require(results.firstIndex(of: nil), "\(results)")
      #expect(results[1 - winner] == KioskFailure(.phoneTaken))
      wins[winner] += 1
    }
    #expect(wins.reduce(0, +) == Self.rounds)
    let db = try Engine.database(bench.folder)
    #expect(try db.integer("SELECT count(*) FROM binding") == Self.rounds)
    #expect(try db.integer("SELECT count(DISTINCT number) FROM binding") == Self.rounds)
  }

  @Test("the database itself refuses a second holder of a number")
  func database() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(0), try await bench.person(1))
    try await bench.issue(person, "13500000001")
    try await bench.confirm(person)
    try await bench.issue(other, "13500000002")
    try await bench.confirm(other)
    await bench.store.close()
    let db = try Engine.database(bench.folder)
    let error = #expect(throws: SQLiteError.self) {
      try db.change(
        "UPDATE binding SET number = (SELECT number FROM binding WHERE row = 1) WHERE row = 2")
    }
    #expect(error?.kind == .constraint)
  }

  private func purpose(_ person: Sample, _ bench: NumberBench) async throws -> CodePurpose {
    try await bench.store.number(bench.visit(person, .seeNumber)).bound == nil ? .bind : .change
  }
}
