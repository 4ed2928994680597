import CounterRules
import DatabaseKit
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SealedArchive
import TestSupport
import Testing

@Suite("What a supervisor settles", .everyEngine)
struct ConflictTests {
  static let entry = AuditEntry(
    at: "2026-11-21T09:15:02+08:00", window: "window-2", party: .clerk(name: "chen", role: .supervisor),
    act: .resolveConflict)

  /// A person on file, a batch with a swipe of each, and a reading that contradicts it.
  private func window(
    _ change: @Sendable (inout Sample) -> Void = { _ in }
  ) async throws -> (ArchiveStore, ScratchFolder, person: String, batch: String) {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let person = try #require(try await store.file(Sample("filed").filing).person)
    let code = try #require(EnterpriseCode("91350100M000100Y43"))
    let batch = try await store.openBatch(
      BatchOpening(name: "b", enterpriseName: "e", enterpriseCode: code, code: Personal("12345678")),
      by: RotationTests.entry)
    let swiped = try await store.swipe(
      Sample("conflict") {
        $0.sex = "2"; $0.name = "MARKER-同号"
        change(&$0)
      }.filing, intoBatch: batch.id, in: .all, by: RotationTests.entry)
    #expect(swiped.filing?.outcome == .conflict)
    return (store, folder, person, batch.id)
  }

  @Test("taken, the reading is a version that holds, with the reading it came from, and is found by its name")
  func taken() async throws {
    let (store, folder, person, batch) = try await window()
    let pair = try await store.conflict(session: "conflict", shownTo: Self.entry)
    #expect(pair.person.id == person && pair.person.current.document == Sample("filed").document)
    #expect(pair.conflict.document.name == Personal("MARKER-同号") && pair.conflict.changed.contains(.sex))
    let result = try await store.settle(conflict: "conflict", .takeNew, by: Self.entry)
    #expect(result.outcome == .renewed && result.person == person && result.version == 2)
    let history = try await store.history(person: person)
    #expect(history.map(\.isCurrent) == [true, false])
    #expect(history[0].document == pair.conflict.document && history[0].origin.session == "conflict")
    let search = PersonSearch(name: Personal("MARKER-同号"))
    #expect(try await store.search(search, shownTo: Self.entry).persons.map(\.id) == [person])
    #expect(try await store.conflicts(offset: 0, limit: 9).isEmpty)
    let row = try await store.swipes(of: batch, newestFirst: false, offset: 0, limit: 9).first
    #expect(row?.person == person && row?.mark == .conflict)
    // The same card again is what is on file now.
    let again = Sample("again") {
      $0.sex = "2"; $0.name = "MARKER-同号"
    }
    #expect(try await store.file(again.filing).outcome == .unchanged)
    let trail = try await store.audit(before: nil, limit: 50)
    let lines = trail.filter { $0.session == "conflict" && $0.act == "conflict.resolve" }
    #expect(lines.map(\.outcome) == ["takeNew", "shown"])
    #expect(Set(lines.map(\.whom)).count == 1 && lines[0].whom != nil)
    await #expect(throws: KioskFailure(.conflictUnknown)) {
      try await store.settle(conflict: "conflict", .takeNew, by: Self.entry)
    }
    #expect(try await store.check().isSound)
    await store.close()
    withExtendedLifetime(folder) {}
  }

  @Test(
    "made a person of its own, both people of one number are told apart by every reading, and one outlives the other"
  )
  func newPerson() async throws {
    let (store, folder, first, batch) = try await window()
    let result = try await store.settle(conflict: "conflict", .newPerson, by: Self.entry)
    let second = try #require(result.person)
    #expect(result.outcome == .filed && result.version == 1 && second != first)
    #expect(try await store.person(id: second).current.origin.session == "conflict")
    #expect(try await store.person(id: first).versions == 1)
    let row = try await store.swipes(of: batch, newestFirst: false, offset: 0, limit: 9).first
    #expect(row?.person == second)
    let other = { (session: String, change: (inout Sample) -> Void) in
      Sample(session) {
        $0.sex = "2"; $0.name = "MARKER-同号"
        change(&$0)
      }.filing
    }
    // Filing, comparing, swiping: each reading is of whom it fits.
    #expect(try await store.file(Sample("a1").filing).person == first)
    let same = try await store.file(other("b1") { _ in })
    #expect(same.outcome == .unchanged && same.person == second)
    let renewal = other("b2") { $0.validFrom = "20200101" }
    #expect(try await store.compare(renewal, shownTo: nil).outcome == .renewed)
    #expect(try await store.file(renewal).version == 2)
    let swiped = try await store.swipe(
      other("b3") { $0.validFrom = "20200101" }, intoBatch: batch, in: .all, by: RotationTests.entry)
    #expect(swiped.filing?.person == second && swiped.mark == .onFile)
    let third = try await store.file(other("c1") { $0.birthDate = "19990101" })
    #expect(third.outcome == .conflict)
    for (filing, person) in [(Sample("e1").filing, first), (other("e2") { _ in }, second)] {
      #expect(try await store.person(fitting: filing.values, shownTo: Self.entry).id == person)
    }
    let number = Personal(Sample("x").number)
    #expect(try await store.person(number: number, mustBeAlone: false, shownTo: Self.entry).id == first)
    // What is meant for one of them must not fall on the other.
    await #expect(throws: KioskFailure(.personSeveral)) {
      try await store.person(number: number, mustBeAlone: true, shownTo: Self.entry)
    }
    #expect(try await store.audit(before: nil, limit: 1).first?.outcome == "several")
    let search = PersonSearch(number: number)
    #expect(try await store.search(search, shownTo: Self.entry).persons.map(\.id) == [first, second])
    var state = try await store.beginRotation(by: RotationTests.entry)
    while state.isUnderWay { state = try await store.rotate(rowsAtOnce: 3) }
    #expect(try await store.file(other("b4") { $0.validFrom = "20200101" }).person == second)
    #expect(try await store.check().isSound)
    // A row that somebody laid beside another's number is nobody's.
    _ = try await store.file(Sample("d1") { $0.number = "110000199003071241" }.filing)
    let db = try Engine.database(folder)
    let at = "(SELECT row FROM person WHERE id <> '\(first)' AND id <> '\(second)')"
    try db.change("UPDATE person SET namesake = \(at) WHERE id = '\(second)'")
    await #expect(throws: KioskFailure(.archiveDamaged)) {
      try await store.file(
        Sample("d2") {
          $0.number = "110000199003071241"; $0.sex = "2"
        }.filing)
    }
    try db.change(
      "UPDATE person SET namesake = (SELECT row FROM person WHERE id = '\(first)') WHERE id = '\(second)'")
    _ = try await store.settle(conflict: "c1", .keepOld, by: Self.entry)
    _ = try await store.erase(person: first, by: ErasureTests.entry)
    #expect(try await store.search(search, shownTo: Self.entry).persons.map(\.id) == [second])
    var late = other("b5") { $0.validFrom = "20200101" }
    late.origin.readAt = "2026-11-21T09:15:03+08:00"
    #expect(try await store.file(late).person == second)
    #expect(try await store.check().isSound)
    await store.close()
    withExtendedLifetime(folder) {}
  }

  @Test("with an earlier start of validity it is taken as history")
  func takenAsOlder() async throws {
    let (store, folder, person, _) = try await window { $0.validFrom = "20100101" }
    let result = try await store.settle(conflict: "conflict", .takeNew, by: Self.entry)
    #expect(result.outcome == .older && result.version == 2)
    #expect(try await store.person(id: person).current.number == 1)
    #expect(try await store.check().isSound)
    await store.close()
    withExtendedLifetime(folder) {}
  }

  @Test("discarded, nothing of the reading is left, and the person is as before")
  func discarded() async throws {
    let (store, folder, person, batch) = try await window()
    let before = try await store.person(id: person)
    let wrapped = try Engine.database(folder).rows("SELECT wrapped FROM conflict") {
      row throws(DatabaseError) in try row.blob(0)
    }
    let result = try await store.settle(conflict: "conflict", .keepOld, by: Self.entry)
    #expect(result.outcome == .unchanged && result.version == 1)
    #expect(try await store.person(id: person) == before)
    #expect(try await store.conflictCount() == 0)
    let row = try await store.swipes(of: batch, newestFirst: false, offset: 0, limit: 9).first
    #expect(row?.person == nil && row?.document == nil && row?.mark == .conflict)
    #expect(try await store.check().isSound)
    await store.close()
    #expect(wrapped.count == 1)
    if Engine.current == .sqlite { #expect(try ErasureTests.traces(wrapped, in: folder) == []) }
  }

  @Test("two documents of one human are linked both ways, once, and unlinked; erasing one names the other")
  func links() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let first = try #require(try await store.file(Sample("first").filing).person)
    let second = try #require(
      try await store.file(Sample("second") { $0.number = "110000199003071241" }.filing).person)
    var entry = Self.entry
    entry.act = .linkPersons
    for _ in 0..<2 { try await store.link(first, with: second, by: entry) }
    try await store.link(second, with: first, by: entry)
    #expect(try await store.links(of: first) == [second])
    #expect(try await store.links(of: second) == [first])
    await #expect(throws: KioskFailure(.requestBadParameters)) {
      try await store.link(first, with: first, by: entry)
    }
    await #expect(throws: KioskFailure(.personUnknown)) { try await store.link(first, with: "x", by: entry) }
    try await store.unlink(second, from: first, by: entry)
    #expect(try await store.links(of: first) == [])
    try await store.link(second, with: first, by: entry)
    #expect(try await store.check().isSound)
    try Engine.database(folder).change("UPDATE link SET actor = 'clerk:li'")
    await #expect(throws: KioskFailure(.archiveDamaged)) { try await store.links(of: first) }
    #expect(try await store.check().named.contains { $0.table == "link" })
    try Engine.database(folder).change("UPDATE link SET actor = 'clerk:chen'")
    #expect(try await store.erase(person: first, by: ErasureTests.entry).linked == [second])
    #expect(try await store.links(of: second) == [])
    let lines = try await store.audit(before: nil, limit: 50).filter { $0.act == "person.link" }
    #expect(lines.count == 10 && lines.allSatisfy { $0.whom != nil })
    await store.close()
  }

  @Test("everyone is exported by parts, in full with a line each; who is damaged is counted, not in the way")
  func export() async throws {
    let folder = try await ArchiveFixture.archive(
      (0..<7).map { index in Sample("s\(index)") { $0.number = "11000019900307100\(index)" } })
    try ArchiveFixture.tamperAnywhere(folder) { db throws(DatabaseError) in
      try db.change("UPDATE version SET sealed = zeroblob(32) WHERE person = 4")
    }
    let store = try await Engine.open(folder)
    var entry = Self.entry
    entry.act = .exportPersons
    for isFull in [true, false] {
      var mark: Int? = 0
      var numbers: [String] = []
      var damaged = 0
      var parts = 0
      while let next = mark {
        let part = try await store.export(after: next, limit: 3, isFull: isFull, shownTo: entry)
        numbers += part.entries.compactMap { $0.person.current.document.number?.disclosed() }
        damaged += part.damaged
        parts += 1
        mark = part.mark
        try #require(parts < 9)
      }
      #expect(numbers == [0, 1, 2, 4, 5, 6].map { "11000019900307100\($0)" })
      #expect(damaged == 1 && parts == 3)
    }
    let lines = try await store.audit(before: nil, limit: 50).filter { $0.act == "person.export" }
    #expect(lines.filter { $0.outcome == "full" && $0.whom != nil }.count == 6)
    #expect(lines.filter { $0.whom == nil }.map(\.outcome) == ["1 masked", "2 masked", "3 masked"])
    await store.close()
  }
}
