import CounterRules
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Finding persons", .everyEngine)
struct SearchTests {
  private static let numbers = ["110000199003071231", "11000019900307124X", "110000199003071266"]

  private func entry(_ act: Act = .listPersons) -> AuditEntry {
    AuditEntry(
      at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .clerk(name: "zhang", role: .clerk),
      act: act)
  }

  /// Three persons: read on the 1st at window-1, on the 10th at window-2, and on the 1st and the 20th at window-1.
  private func store(_ folder: ScratchFolder) async throws -> ArchiveStore {
    let store = try await Engine.open(folder)
    let readings = [
      (0, "2026-11-01T23:59:59+08:00", "window-1"), (1, "2026-11-10T00:00:00+08:00", "window-2"),
      (2, "2026-11-01T09:00:00+08:00", "window-1"), (2, "2026-11-20T09:00:00+08:00", "window-1"),
    ]
    for (index, reading) in readings.enumerated() {
      var request = Sample("s\(index)") { $0.number = Self.numbers[reading.0] }.filing
      request.origin.readAt = reading.1
      request.origin.window = reading.2
      _ = try await store.file(request)
    }
    return store
  }

  private func found(_ search: PersonSearch, in store: ArchiveStore) async throws -> [String] {
    try await store.search(search, shownTo: entry()).persons.compactMap { $0.number?.disclosed() }
  }

  @Test("a number is found in any width and case, and the line names whom it was about")
  func number() async throws {
    let store = try await store(try ScratchFolder())
    #expect(
      try await found(PersonSearch(number: Personal("１１０００019900307124x")), in: store) == [Self.numbers[1]])
    #expect(
      try await found(PersonSearch(number: Personal(Self.numbers[1]), window: "window-1"), in: store).isEmpty)
    let trail = try await store.audit(before: nil, limit: 9)
    #expect(trail.prefix(2).map(\.outcome) == ["unknown", "found"])
    #expect(trail.prefix(2).allSatisfy { $0.act == "person.list" && $0.whom != nil })
    #expect(trail.first { $0.session == "s1" }?.whom == trail[1].whom)
  }

  @Test(
    "whoever is not on file is named by the number in the line, and by an id of their own once on file"
  )
  func unknown() async throws {
    let store = try await store(try ScratchFolder())
    let number = "110000199003071303"
    await #expect(throws: KioskFailure(.personUnknown)) {
      try await store.person(number: Personal(number), mustBeAlone: true, shownTo: entry(.findInRoster))
    }
    let line = try #require(try await store.audit(before: nil, limit: 1).first)
    #expect(line.act == "roster.find" && line.outcome == "unknown" && line.whom != nil)
    _ = try await store.file(Sample("s9") { $0.number = number }.filing)
    let person = try await store.person(
      number: Personal(number), mustBeAlone: true, shownTo: entry(.findInRoster))
    #expect(person.current.document.number?.disclosed() == number)
    let trail = try await store.audit(before: nil, limit: 3)
    #expect(trail[0].whom == trail[1].whom && trail[1].whom != trail[2].whom)
  }

  @Test("days count from their first second to their last, and the window of that reading")
  func days() async throws {
    let store = try await store(try ScratchFolder())
    func search(_ from: String?, _ to: String?, _ window: String? = nil) async throws -> [String] {
      try await found(
        PersonSearch(
          from: from.flatMap { CalendarDate(iso: $0) }, to: to.flatMap { CalendarDate(iso: $0) },
          window: window),
        in: store)
    }
    let (first, second, third) = (Self.numbers[0], Self.numbers[1], Self.numbers[2])
    #expect(try await search("2026-11-01", "2026-11-01") == [third, first])
    #expect(try await search("2026-11-02", "2026-11-09") == [])
    #expect(try await search("2026-11-02", nil) == [third, second])
    #expect(try await search(nil, "2026-11-10", "window-2") == [second])
    #expect(try await search(nil, nil) == [third, second, first])
    let page = try await store.search(PersonSearch(window: "window-1", offset: 1, limit: 1), shownTo: entry())
    #expect(page.total == 2)
    #expect(page.persons.map { $0.number?.disclosed() } == [first])
    #expect(try await store.audit(before: nil, limit: 1).first?.outcome == "2")
  }

  @Test("a name is found in any width and case, also one of an earlier version, a page at a time")
  func name() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    for (index, number) in Self.numbers.enumerated() {
      _ = try await store.file(
        Sample("s\(index)") {
          $0.number = number; $0.name = "样本·ann"
        }.filing)
    }
    _ = try await store.file(
      Sample("s9") {
        $0.number = Self.numbers[0]; $0.name = "样本·乙"; $0.validFrom = "20250613"
      }.filing)
    let name = Personal("样本 •ＡＮＮ")
    #expect(try await found(PersonSearch(name: name), in: store) == Self.numbers.reversed())
    let page = try await store.search(PersonSearch(name: name, offset: 1, limit: 1), shownTo: entry())
    #expect(page.total == 3 && page.persons.map { $0.number?.disclosed() } == [Self.numbers[1]])
    #expect(try await found(PersonSearch(name: Personal("样本·乙")), in: store) == [Self.numbers[0]])
    #expect(try await found(PersonSearch(name: Personal("样本")), in: store) == [])
    let both = PersonSearch(number: Personal(Self.numbers[1]), name: Personal("样本·乙"))
    #expect(try await found(both, in: store) == [])
    let line = try #require(try await store.audit(before: nil, limit: 1).first)
    #expect(line.subject == "number, name" && line.outcome == "unknown")
    let elsewhere = PersonSearch(name: name, window: "window-2")
    #expect(try await found(elsewhere, in: store) == [])
  }

  @Test("whoever was swiped in a batch is found by it, and one who was taken out is not")
  func batch() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let code = try #require(EnterpriseCode("91350100M000100Y43"))
    let batch = try await store.openBatch(
      BatchOpening(name: "b", enterpriseName: "e", enterpriseCode: code, code: Personal("12345678")),
      by: entry(.openBatch))
    var rows: [Int] = []
    for (index, number) in Self.numbers.enumerated() {
      let request = Sample("s\(index)") { $0.number = number }.filing
      rows.append(
        try await store.swipe(request, intoBatch: batch.id, in: .all, by: entry(.swipeCard)).row)
    }
    _ = try await store.removeSwipe(rows[1], fromBatch: batch.id, in: .all, by: entry(.keepBatch))
    let (first, third) = (Self.numbers[0], Self.numbers[2])
    #expect(try await found(PersonSearch(batch: batch.id), in: store) == [third, first])
    #expect(try await found(PersonSearch(batch: batch.id, window: "window-1"), in: store) == [third, first])
    #expect(try await found(PersonSearch(batch: batch.id, window: "window-2"), in: store) == [])
    #expect(try await found(PersonSearch(number: Personal(third), batch: batch.id), in: store) == [third])
    await #expect(throws: KioskFailure(.batchUnknown)) {
      try await self.found(PersonSearch(batch: "77"), in: store)
    }
  }
}
