import CounterRules
import DatabaseKit
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

/// A batch of an archive, and calls on it with fewer words.
struct SampleBatch {
  let store: ArchiveStore
  let folder: ScratchFolder
  var id = ""

  static func entry(_ act: Act, _ party: ActingParty = .localAdministrator(uid: 0)) -> AuditEntry {
    AuditEntry(at: "2026-11-21T09:15:02+08:00", window: "window-1", party: party, act: act)
  }

  static func opening(_ expected: [ExpectedPerson]? = nil, code: String = "12345678") throws -> BatchOpening {
    BatchOpening(
      name: "MARKER-batch", enterpriseName: "样本公司", enterpriseCode: try #require(EnterpriseCode("D2143569X")),
      broughtBy: Personal("MARKER-经办人"), expected: expected, code: Personal(code))
  }

  init(store: ArchiveStore, folder: ScratchFolder, id: String) {
    (self.store, self.folder, self.id) = (store, folder, id)
  }

  init(_ expected: [ExpectedPerson]? = nil) async throws {
    folder = try ScratchFolder()
    store = try await Engine.open(folder)
    id = try await store.openBatch(try Self.opening(expected), by: Self.entry(.openBatch)).id
  }

  func swipe(_ sample: Sample) async throws(KioskFailure) -> BatchSwipeResult {
    try await store.swipe(sample.filing, intoBatch: id, in: .all, by: Self.entry(.swipeCard))
  }

  func swipeLate(_ sample: Sample) async throws(KioskFailure) -> BatchSwipeResult {
    try await store.swipeLate(sample.filing, intoBatch: id, in: .all, by: Self.entry(.swipeCard))
  }

  func set(_ state: BatchState) async throws(KioskFailure) -> BatchSummary {
    try await store.setState(state, ofBatch: id, in: .all, by: Self.entry(.keepBatch))
  }

  func counters() async throws -> BatchCounters { try await store.batch(id, in: .all).counters }

  func enter(_ code: String) async -> FailureReason? {
    do throws(KioskFailure) {
      try await store.enterBatch(id, code: Personal(code), by: Self.entry(.signIn, .selfService))
      return nil
    } catch {
      return error.reason
    }
  }
}

@Suite("Batches in the archive", .everyEngine)
struct BatchTests {
  private static let number = "110000199003071231"

  @Test("a swipe is filed and counted once, whatever session brings the card again")
  func once() async throws {
    let batch = try await SampleBatch()
    let first = try await batch.swipe(Sample("s1"))
    #expect(first.mark == .filed && first.filing?.outcome == .filed && first.counters.total == 1)
    for session in ["s1", "s2"] {
      let again = try await batch.swipe(Sample(session))
      #expect(again.mark == .counted && again.row == first.row && again.filing == nil)
      #expect(again.counters == first.counters)
    }
    let person = try #require(first.filing?.person)
    #expect(try await batch.store.readings(person: person).count == 1)
    await batch.store.close()
  }

  @Test("each outcome of filing has its mark, and another batch counts for itself")
  func outcomes() async throws {
    let batch = try await SampleBatch()
    _ = try await batch.store.file(Sample("a").filing)
    #expect(try await batch.swipe(Sample("b")).mark == .onFile)
    let other = try await batch.store.openBatch(
      try SampleBatch.opening(), by: SampleBatch.entry(.openBatch))
    let renewed = try await batch.store.swipe(
      Sample("c") { $0.validFrom = "20250101" }.filing, intoBatch: other.id, in: .all,
      by: SampleBatch.entry(.swipeCard))
    #expect(renewed.mark == .renewed && renewed.filing?.version == 2)
    #expect(renewed.counters.renewed == 1)
    #expect(try await batch.counters().renewed == 0)
    await batch.store.close()
  }

  @Test("a renewed card laid after the old one counts no second time, and is filed all the same")
  func renewedInside() async throws {
    let batch = try await SampleBatch()
    let first = try await batch.swipe(Sample("s1"))
    let again = try await batch.swipe(Sample("s2") { $0.validFrom = "20250101" })
    #expect(again.mark == .counted && again.filing?.outcome == .renewed)
    #expect(again.counters.total == 1 && again.counters.filed == 1)
    let person = try #require(first.filing?.person)
    #expect(try await batch.store.person(id: person).current.number == 2)
    #expect(try await batch.store.swipes(of: batch.id, newestFirst: true, offset: 0, limit: 9).count == 1)
    await batch.store.close()
  }

  @Test("another person under a counted number is a conflict and no repetition, and that once")
  func conflict() async throws {
    let batch = try await SampleBatch()
    _ = try await batch.swipe(Sample("s1"))
    let conflict = try await batch.swipe(Sample("s2") { $0.sex = "2" })
    #expect(conflict.mark == .conflict && conflict.counters.conflict == 1 && conflict.counters.total == 2)
    #expect(try await batch.swipe(Sample("s3") { $0.sex = "2" }).mark == .counted)
    #expect(try await batch.store.conflicts(offset: 0, limit: 9).count == 1)
    let rows = try await batch.store.swipes(of: batch.id, newestFirst: true, offset: 0, limit: 9)
    #expect(rows.map(\.mark) == [.conflict, .filed])
    #expect(rows[0].person == nil && rows[0].document?.sex?.disclosed().code == "2")
    await batch.store.close()
  }

  @Test("the list says who is unexpected and who is missing, whatever kind of document it is")
  func list() async throws {
    let listed = try [Self.number, "110000199003071258", "820000199003071239"].map { number in
      try #require(ExpectedPerson(number: Personal(number), name: Personal("样本")))
    }
    let batch = try await SampleBatch(listed)
    #expect(try await batch.counters().missing == 3)
    #expect(try await batch.swipe(Sample("s1")).mark == .filed)
    let permit = try await batch.swipe(
      Sample("s2") {
        $0.kind = .hkMacaoTaiwanResidencePermit
        $0.number = "820000199003071239"
      })
    #expect(permit.mark == .filed)
    let extra = try await batch.swipe(Sample("s3") { $0.number = "110000199003071274" })
    #expect(extra.mark == .unexpected && extra.filing?.outcome == .filed)
    #expect(extra.counters.missing == 1 && extra.counters.expected == 3 && extra.counters.unexpected == 1)
    let missing = try await batch.store.missing(of: batch.id, offset: 0, limit: 9)
    #expect(missing == [listed[1]])
    let rows = try await batch.store.swipes(of: batch.id, newestFirst: true, offset: 0, limit: 9)
    #expect(rows.map(\.expected) == [nil, listed[2], listed[0]])
    await batch.store.close()
  }

  @Test("a failed swipe is a row without a person, an expired document is counted as such")
  func failed() async throws {
    let batch = try await SampleBatch()
    let failed = try await batch.store.noteFailedSwipe(
      .cardRemoved, intoBatch: batch.id, in: .all, by: SampleBatch.entry(.swipeCard))
    #expect(failed.mark == .failed && failed.counters.failed == 1 && failed.counters.total == 0)
    let expired = try await batch.swipe(
      Sample("s1") { $0.findings = [Finding(.validUntil, .expired)] })
    #expect(expired.counters.expired == 1)
    await #expect(throws: KioskFailure(.documentNumberBlank)) {
      try await batch.swipe(Sample("s2") { $0.number = " " })
    }
    let rows = try await batch.store.swipes(of: batch.id, newestFirst: true, offset: 0, limit: 9)
    #expect(rows.map(\.reason) == [nil, .cardRemoved])
    #expect(rows[1].person == nil && rows[1].document == nil && rows[0].isExpired)
    await batch.store.close()
  }

  @Test("a card taken out can be swiped again; what was filed stays")
  func removed() async throws {
    let batch = try await SampleBatch()
    let first = try await batch.swipe(Sample("s1"))
    let summary = try await batch.store.removeSwipe(
      first.row, fromBatch: batch.id, in: .all, by: SampleBatch.entry(.keepBatch))
    #expect(summary.counters.total == 0)
    #expect(try await batch.store.count() == 1)
    await #expect(throws: KioskFailure(.requestBadParameters)) {
      try await batch.store.removeSwipe(
        first.row, fromBatch: batch.id, in: .all, by: SampleBatch.entry(.keepBatch))
    }
    let again = try await batch.swipe(Sample("s2"))
    #expect(again.mark == .onFile && again.row != first.row && again.counters.total == 1)
    await batch.store.close()
  }

  @Test("paused and closed batches take no card, and neither is written into, also after a restart")
  func states() async throws {
    let batch = try await SampleBatch()
    #expect(try await batch.set(.paused).state == .paused)
    await #expect(throws: KioskFailure(.batchPaused)) { try await batch.swipe(Sample("s1")) }
    // One that was swiped before it was paused, and comes after.
    #expect(try await batch.swipeLate(Sample("s0")).counters.total == 1)
    #expect(try await batch.set(.open).state == .open)
    _ = try await batch.swipe(Sample("s1"))
    await batch.store.close()
    let store = try await Engine.open(batch.folder)
    let closed = try await store.setState(
      .closed, ofBatch: batch.id, in: .all, by: SampleBatch.entry(.keepBatch))
    #expect(closed.state == .closed && closed.closedAt != nil && closed.counters.total == 1)
    #expect(closed.broughtBy == Personal("MARKER-经办人") && closed.enterpriseCode == "D2143569X")
    for sample in [Sample("s1"), Sample("s2") { $0.number = "110000199003071274" }] {
      await #expect(throws: KioskFailure(.batchClosed)) {
        try await store.swipe(
          sample.filing, intoBatch: batch.id, in: .all, by: SampleBatch.entry(.swipeCard))
      }
      await #expect(throws: KioskFailure(.batchClosed)) {
        try await store.swipeLate(
          sample.filing, intoBatch: batch.id, in: .all, by: SampleBatch.entry(.swipeCard))
      }
    }
    await #expect(throws: KioskFailure(.batchClosed)) {
      try await store.setState(.open, ofBatch: batch.id, in: .all, by: SampleBatch.entry(.keepBatch))
    }
    #expect(try await store.count() == 1)
    await store.close()
  }

  @Test("five wrong tries lock a code, also over a restart, until there is another one")
  func codes() async throws {
    var batch = try await SampleBatch()
    #expect(await batch.enter("12345678") == nil)
    for _ in 0..<4 { #expect(await batch.enter("00000000") == .batchCodeWrong) }
    // The right one in between begins anew.
    #expect(await batch.enter("１２３４ 5678") == nil)
    for _ in 0..<5 { #expect(await batch.enter("1234567") == .batchCodeWrong) }
    await batch.store.close()
    let id = batch.id
    batch = SampleBatch(
      store: try await Engine.open(batch.folder), folder: batch.folder, id: id)
    #expect(await batch.enter("12345678") == .batchCodeLocked)
    #expect(try await batch.store.batch(id, in: .all).isCodeLocked)
    try await batch.store.setCode(
      Personal("87654321"), ofBatch: id, in: .all, by: SampleBatch.entry(.keepBatch))
    #expect(await batch.enter("12345678") == .batchCodeWrong)
    #expect(await batch.enter("87654321") == nil)
    _ = try await batch.set(.closed)
    #expect(await batch.enter("87654321") == .batchClosed)
    await batch.store.close()
  }

  @Test("nobody reaches a batch outside of what is theirs, and it looks as if there were none")
  func scopes() async throws {
    let batch = try await SampleBatch()
    for scope in [BatchScope.only(batch: "2"), .opened(by: "clerk:li")] {
      await #expect(throws: KioskFailure(.batchUnknown)) { try await batch.store.batch(batch.id, in: scope) }
      await #expect(throws: KioskFailure(.batchUnknown)) {
        try await batch.store.swipe(
          Sample("s1").filing, intoBatch: batch.id, in: scope, by: SampleBatch.entry(.swipeCard))
      }
    }
    for id in ["", "0", "2", "01", "x", "1 "] {
      await #expect(throws: KioskFailure(.batchUnknown)) { try await batch.store.batch(id, in: .all) }
    }
    #expect(try await batch.store.batches(in: .opened(by: "clerk:li"), offset: 0, limit: 9).isEmpty)
    #expect(try await batch.store.batches(in: .opened(by: "local:0"), offset: 0, limit: 9).count == 1)
    #expect(try await batch.store.batches(in: .only(batch: "1"), offset: 0, limit: 9).count == 1)
    await batch.store.close()
  }

  @Test("every act is a line of the audit trail, a swipe two: the filing and the row")
  func audit() async throws {
    let batch = try await SampleBatch()
    let row = try await batch.swipe(Sample("s1")).row
    _ = try await batch.swipe(Sample("s2"))
    _ = await batch.enter("00000000")
    _ = try await batch.store.removeSwipe(
      row, fromBatch: batch.id, in: .all, by: SampleBatch.entry(.keepBatch))
    _ = try await batch.set(.closed)
    let lines = try await batch.store.audit(before: nil, limit: 20).reversed()
    #expect(
      lines.map { "\($0.act) \($0.outcome ?? "")" } == [
        "batch.open opened", "card.file filed", "batch.swipe filed", "batch.swipe counted",
        "clerk.signIn codeWrong", "batch.keep removed", "batch.keep closed",
      ])
    #expect(lines.filter { $0.act != "card.file" }.allSatisfy { $0.subject == batch.id })
    let named = lines.filter { ["card.file", "batch.swipe"].contains($0.act) }.compactMap(\.whom)
    #expect(named.count == 3 && Set(named).count == 1)
    await batch.store.close()
  }

  @Test("neither code, list nor who brought the cards stands readable in any file", .onlyInAFile)
  func secrecy() async throws {
    let listed = try #require(ExpectedPerson(number: Personal(Self.number), name: Personal("MARKER-名单")))
    let batch = try await SampleBatch([listed])
    _ = try await batch.swipe(Sample("s1"))
    for isClosed in [false, true] {
      if isClosed { await batch.store.close() }
      let files = try Snapshot(batch.folder).files.values.map { Data($0) }
      func holds(_ text: String) -> Bool { files.contains { $0.range(of: Data(text.utf8)) != nil } }
      for secret in ["12345678", Self.number, "MARKER-名单", "MARKER-经办人", "名单", "经办人"] {
        #expect(!holds(secret), "\(secret)")
      }
      #expect(holds("MARKER-batch"))
    }
  }
}
