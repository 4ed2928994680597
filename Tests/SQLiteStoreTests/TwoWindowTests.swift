import CounterRules
import DatabaseKit
import Foundation
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SealedArchive
import TestSupport
import Testing

@Suite("Two windows on one archive at the centre", .onPostgreSQL, .timeLimit(.minutes(20)))
struct TwoWindowTests {
  private static let windows = ["window-1", "window-2"]

  private func benches() async throws -> [NumberBench] {
    let first = try await NumberBench()
    return [first, try await NumberBench(try Engine.secondWindow(beside: first.folder))]
  }

  private func faults(_ bench: NumberBench) async throws -> [TrailProof.Fault] {
    var proof = TrailProof()
    while !proof.isDone { proof = try await bench.store.proveAudit(proof) }
    return proof.faults
  }

  @Test(
    "of two that replace the keys at once one is first, and the other takes the new ones in as any window does"
  )
  func rotation() async throws {
    let folder = try await Engine.folderAlone()
    let first = try await Engine.open(folder)
    let other = try Engine.secondWindow(beside: folder)
    let second = try await Engine.open(other)
    var state = try await first.beginRotation(by: RotationTests.entry)
    while state.isUnderWay { state = try await first.rotate() }
    // It has not heard of that, and makes keys of its own.
    await #expect(throws: KioskFailure.self) { try await second.beginRotation(by: RotationTests.entry) }
    for name in ["archive.wrapping-2.key", "archive.lookup-2.key"] {
      #expect(!FileManager.default.fileExists(atPath: other.file(name)), "\(name)")
    }
    // As one that was killed between making a key and learning of it leaves it.
    try ArchiveFixture.writeKey(ArchiveFixture.key, in: other, as: "archive.wrapping-2.key")
    let passphrase = Personal("correct horse battery")
    let file = try WindowEnrolment.make(fromKeysIn: folder.path, passphrase)
    try WindowEnrolment.take(file, passphrase, into: other.path) { () throws(KioskFailure) in }
    for name in ["archive.wrapping-2.key", "archive.lookup-2.key"] {
      #expect(try other.bytes(name) == folder.bytes(name))
    }
    #expect(try other.bytes("archive.wrapping-2.key.before-1") == ArchiveFixture.key)
    #expect(try await second.file(Sample("s1").filing).outcome == .filed)
    #expect(try await first.file(Sample("s2").filing).outcome == .unchanged)
    await first.close()
    await second.close()
  }

  @Test("one of them has a number that both bind at the same moment, and each confirms the other's code")
  func race() async throws {
    let rounds = FullRun.isAsked ? 1_000 : 100
    let benches = try await benches()
    let people = [try await benches[0].person(0), try await benches[1].person(1)]
    var wins = [0, 0]
    for round in 0..<rounds {
      let number = "135" + String(String(100_000_000 + round).dropFirst())
      // The limits of a number and a person are for one day.
      benches[0].pass(seconds: 8_640)
      benches[1].set(benches[0].now)
      var purposes: [CodePurpose] = []
      for (index, person) in people.enumerated() {
        let bench = benches[index]
        let visit = try bench.visit(person, .seeNumber, window: Self.windows[index])
        let purpose: CodePurpose = try await bench.store.number(visit).bound == nil ? .bind : .change
        purposes.append(purpose)
        let order = try bench.order(person, number, purpose, window: Self.windows[index])
        _ = try await bench.store.issue(order)
        benches.forEach { $0.pass(seconds: 8_640) }
      }
      // Each code is said at the window that did not give it out.
      let answers = try people.indices.map { index in
        try benches[1 - index].answer(people[index], purposes[index], window: Self.windows[1 - index])
      }
      let results = await withTaskGroup(of: (Int, KioskFailure?).self) { group in
        for (index, answer) in answers.enumerated() {
          let bench = benches[1 - index]
          group.addTask { (index, await bench.refusal { _ = try await bench.store.confirm(answer) }) }
        }
        return await group.reduce(into: [KioskFailure?](repeating: nil, count: 2)) { $0[$1.0] = $1.1 }
      }
      let winner = try #require(results.firstIndex(of: nil), "round \(round): \(results)")
      #expect(results[1 - winner] == KioskFailure(.phoneTaken), "round \(round)")
      wins[winner] += 1
    }
    #expect(wins.reduce(0, +) == rounds)
    let db = try Engine.database(benches[0].folder)
    #expect(try db.integer("SELECT count(*) FROM binding") == rounds)
    #expect(try db.integer("SELECT count(DISTINCT number) FROM binding") == rounds)
    for bench in benches { #expect(try await faults(bench) == []) }
  }

  @Test("a card that lies at both at the same moment is on file once, and each window's trail is whole")
  func sameCard() async throws {
    let benches = try await benches()
    for round in 0..<10 {
      let number = "1100001990030710\(10 + round)"
      let results = try await withThrowingTaskGroup(of: FilingResult.self) { group in
        for (index, bench) in benches.enumerated() {
          group.addTask {
            var filing = Sample("r\(round)-\(index)") { $0.number = number }.filing
            filing.origin.window = Self.windows[index]
            return try await bench.store.file(filing)
          }
        }
        return try await group.reduce(into: [FilingResult]()) { $0.append($1) }
      }
      #expect(Set(results.map(\.outcome)) == [.filed, .unchanged])
      #expect(Set(results.map(\.person)).count == 1)
    }
    #expect(try await benches[0].store.count() == 10)
    let report = try await benches[1].store.check()
    #expect(report.isSound && report.persons == 10 && report.readings == 20)
    for bench in benches { #expect(try await faults(bench) == []) }
  }

  @Test("a session that comes twice, at two windows at once, is one filing")
  func sameSession() async throws {
    let benches = try await benches()
    let results = try await withThrowingTaskGroup(of: FilingResult.self) { group in
      for bench in benches { group.addTask { try await bench.store.file(Sample("once").filing) } }
      return try await group.reduce(into: [FilingResult]()) { $0.append($1) }
    }
    #expect(results[0] == results[1] && results[0].outcome == .filed)
    #expect(try await benches[0].store.readings(person: try #require(results[0].person)).count == 1)
  }

  @Test("what one begins the other ends: batches, accounts, keys")
  func together() async throws {
    let benches = try await benches()
    let (one, two) = (benches[0].store, benches[1].store)
    let code = try #require(EnterpriseCode("91350100M000100Y43"))
    let batch = try await one.openBatch(
      BatchOpening(
        name: "b", enterpriseName: "e", enterpriseCode: code, expected: nil, code: Personal("12345678")),
      by: RotationTests.entry)
    let filing = Sample("s1").filing
    #expect(
      try await two.swipe(filing, intoBatch: batch.id, in: .all, by: RotationTests.entry).counters.total == 1)
    #expect(try await one.batch(batch.id, in: .all).counters.total == 1)
    #expect(
      try await one.setState(.closed, ofBatch: batch.id, in: .all, by: RotationTests.entry).state == .closed)
    await #expect(throws: KioskFailure(.batchClosed)) {
      try await two.swipe(
        Sample("s2").filing, intoBatch: batch.id, in: .all, by: RotationTests.entry)
    }
    // New keys: the other window has to be given them before it goes on.
    _ = try await one.beginRotation(by: RotationTests.entry)
    await #expect(throws: KioskFailure(.archiveKeyUnusable)) { try await two.file(Sample("s3").filing) }
    for name in ["archive.lookup-2.key", "archive.wrapping-2.key"] {
      try ArchiveFixture.writeKey(
        try benches[0].folder.bytes(name), in: benches[1].folder, as: name)
    }
    #expect(try await two.file(Sample("s3").filing).outcome == .unchanged)
    while try await one.rotate().isUnderWay {}
    #expect(try await two.file(Sample("s4").filing).outcome == .unchanged)
    #expect(try await two.check().isSound)
  }
}
