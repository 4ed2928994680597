import CounterRules
import DatabaseKit
import Foundation
import IdentityDocuments
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Replacing the archive's keys", .everyEngine)
struct RotationTests {
  static let entry = AuditEntry(
    at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .localAdministrator(uid: 0),
    act: .keepArchive)

  private func columns(_ folder: ScratchFolder) throws -> [[UInt8]] {
    let db = try Engine.database(folder)
    return try db.rows(
      """
      SELECT lookup FROM person UNION ALL SELECT wrapped FROM person UNION ALL SELECT key FROM name_key
        UNION ALL SELECT number FROM binding UNION ALL SELECT number FROM challenge
        UNION ALL SELECT lookup FROM expected UNION ALL SELECT wrapped FROM conflict
        UNION ALL SELECT own_keys FROM archive
      """
    ) { row throws(SQLiteError) in try row.blob(0) }
  }

  @Test(
    "a few rows at a time, with filings between: everyone is found by everything at every moment, and nothing old is left"
  )
  func inUse() async throws {
    let bench = try await NumberBench()
    let store = bench.store
    let first = try await bench.person(0)
    for (index, name) in ["MARKER-乙", "MARKER-丙"].enumerated() {
      _ = try await store.file(
        Sample("more-\(index)") {
          $0.number = "11000019900307100\(index + 1)"; $0.name = name
        }.filing)
    }
    _ = try await store.file(
      Sample("conflict") {
        $0.number = first.number; $0.sex = "2"
      }.filing)
    try await bench.issue(first, "13500000001")
    try await bench.confirm(first)
    let second = try await bench.person(1)
    try await bench.issue(second, "13500000002")
    let code = try #require(EnterpriseCode("91350100M000100Y43"))
    let listed = try #require(
      ExpectedPerson(number: Personal("110000199003079991"), name: Personal("丁")))
    let batch = try await store.openBatch(
      BatchOpening(
        name: "b", enterpriseName: "e", enterpriseCode: code, expected: [listed], code: Personal("12345678")),
      by: Self.entry)
    let before = Set(try columns(bench.folder))

    var state = try await store.beginRotation(by: Self.entry)
    #expect(state.isUnderWay && state.wrapping == 2 && state.lookup == 2)
    var steps = 0
    while state.isUnderWay {
      // More at once than are filed meanwhile, or it would never end.
      state = try await store.rotate(rowsAtOnce: 2)
      steps += 1
      for search in [
        PersonSearch(number: Personal(first.number)), PersonSearch(name: Personal("MARKER-丙")),
        PersonSearch(mobile: MobileNumber(Personal("13500000001"))),
      ] {
        #expect(try await store.search(search, shownTo: Self.entry).total == 1, "step \(steps)")
      }
      let late = Sample("late-\(steps)") { $0.number = "1100001990030720\(10 + steps)" }
      #expect(try await store.file(late.filing).outcome == .filed)
      #expect(try await store.file(late.filing).outcome == .filed, "the same session again")
      let again = try await store.file(Sample("again-\(steps)") { $0.number = first.number }.filing)
      #expect(again.outcome == .unchanged, "step \(steps)")
      try #require(steps < 100)
    }
    // The code that was given out before is good, the number is still taken, the list still knows its people.
    #expect(
      try await bench.confirm(second).bound?.number.digits.disclosed() == "13500000002")
    #expect(
      await bench.refusal { try await bench.issue(second, "13500000001", .change) }?.reason == .phoneTaken)
    let swiped = try await store.swipe(
      Sample("swiped") { $0.number = "110000199003079991" }.filing, intoBatch: batch.id, in: .all,
      by: Self.entry)
    #expect(swiped.counters.missing == 0)
    #expect(try await store.conflicts(offset: 0, limit: 9).count == 1)
    await store.close()
    #expect(before.isDisjoint(with: try columns(bench.folder)))
    let db = try Engine.database(bench.folder)
    #expect(try db.integer("SELECT count(*) FROM key") == 2)

    // The old keys are good for nothing any more.
    for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] { unlink(bench.folder.file(name)) }
    let store2 = try await Engine.open(bench.folder)
    #expect(try await store2.person(kind: first.kind, number: Personal(first.number)).versions == 1)
    await store2.close()
    unlink(bench.folder.file("archive.wrapping-2.key"))
    #expect(await ArchiveFixture.refusal(bench.folder) == .archiveKeyUnusable)
  }

  @Test("broken off by a restart it goes on, and only both keys together open it until it is done")
  func goesOn() async throws {
    let folder = try await ArchiveFixture.archive(
      (0..<5).map { index in Sample("s\(index)") { $0.number = "11000019900307100\(index)" } })
    let store = try await Engine.open(folder)
    _ = try await store.beginRotation(by: Self.entry)
    let state = try await store.rotate(rowsAtOnce: 2)
    await store.close()
    let old = try folder.bytes("archive.wrapping-1.key")
    unlink(folder.file("archive.wrapping-1.key"))
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyUnusable)
    try ArchiveFixture.writeKey(old, in: folder)
    let again = try await Engine.open(folder)
    #expect(try await again.beginRotation(by: Self.entry) == state, "no third key is begun")
    var now = state
    while now.isUnderWay { now = try await again.rotate() }
    #expect(now == KeyRotation(wrapping: 2, lookup: 2))
    #expect(try await again.list(offset: 0, limit: 9).count == 5)
    await again.close()
  }

  @Test(
    "killed at any write or sync: the next start goes on, and nobody is lost", .onlyInAFile,
    .enabled("needs leave to trace a process", { await Probe.canTrace() }),
    arguments: ["pwrite64", "fdatasync", "fsync", "rename", "write"])
  func killed(call: String) async throws {
    let made = try await ArchiveFixture.archive(
      (0..<3).map { index in Sample("s\(index)") { $0.number = "11000019900307100\(index)" } })
    var point = 1
    while true {
      let folder = try ScratchFolder()
      for name in ["archive.db", "archive.lookup-1.key", "archive.wrapping-1.key"] {
        try Data(try made.bytes(name)).write(to: URL(fileURLWithPath: folder.file(name)))
        chmod(folder.file(name), 0o600)
      }
      let comment: Comment = "before \(call) number \(point)"
      let killed = try await Probe.run(
        folder, count: 0, injection: "\(call):signal=KILL:when=\(point)", "rotate")
      if killed.status != 0 { #expect(killed.status == 128 + SIGKILL, comment) }
      let store = try await Engine.open(folder)
      var state = try await store.rotation()
      while state.isUnderWay { state = try await store.rotate(rowsAtOnce: 1) }
      #expect(
        [KeyRotation(wrapping: 1, lookup: 1), .init(wrapping: 2, lookup: 1), .init(wrapping: 2, lookup: 2)]
          .contains(state), comment)
      for index in 0..<3 {
        let number = Personal("11000019900307100\(index)")
        #expect(try await store.person(kind: .residentIdentityCard, number: number).versions == 1, comment)
      }
      await store.close()
      if killed.status == 0 { break }
      point += Probe.isFull ? 1 : call == "pwrite64" ? 9 : 3
    }
  }
}
