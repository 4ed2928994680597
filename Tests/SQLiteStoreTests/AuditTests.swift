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

@Suite("The audit trail", .everyEngine)
struct AuditTests {
  private let zhang = ActingParty.clerk(name: "zhang", role: .clerk)

  private func entry(_ act: Act) -> AuditEntry {
    AuditEntry(at: "2026-11-21T09:15:02+08:00", window: "window-1", party: zhang, act: act, session: "s9")
  }

  @Test("each filing writes one line that names the clerk, the session and the document's keyed id")
  func filing() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    var request = Sample("s1").filing
    request.party = zhang
    _ = try await store.file(request)
    _ = try await store.file(request)
    request.origin.session = "s2"
    _ = try await store.file(request)
    let trail = try await store.audit(before: nil, limit: 9)
    #expect(trail.map(\.outcome) == ["unchanged", "filed"])
    #expect(trail.map(\.session) == ["s2", "s1"])
    #expect(trail.allSatisfy { $0.actor == "clerk:zhang" && $0.role == "clerk" && $0.act == "card.file" })
    #expect(trail[0].whom != nil && trail[0].whom == trail[1].whom)
    #expect(try await store.audit(before: trail[0].number, limit: 9) == [trail[1]])
  }

  @Test("a full value is not shown without its line", .onlyInAFile)
  func showing() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let id = try #require(try await store.file(Sample("s1").filing).person)
    let shown = try await store.person(id: id, shownTo: entry(.showPerson))
    #expect(shown.current.document == Sample("s1").document)
    #expect(try await store.history(person: id, shownTo: entry(.showHistory)).count == 1)
    _ = try await store.compare(Sample("s3").filing, shownTo: entry(.compareCard))
    let acts = try await store.audit(before: nil, limit: 3).map(\.act)
    #expect(acts == ["card.compare", "person.history", "person.show"])
    try await store.limitPages(1)
    await #expect(throws: KioskFailure.self) {
      for _ in 0..<10_000 { _ = try await store.person(id: id, shownTo: entry(.showPerson)) }
    }
  }

  @Test("comparing says what filing would do and files nothing")
  func comparing() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    #expect(try await store.compare(Sample("s1").filing, shownTo: nil).outcome == .filed)
    #expect(try await store.count() == 0)
    let id = try #require(try await store.file(Sample("s1").filing).person)
    #expect(try await store.compare(Sample("s2").filing, shownTo: nil).outcome == .unchanged)
    let renewed = Sample("s3") { sample in
      sample.validFrom = "20250613"
      sample.address = "MARKER-样本市二号"
    }
    let comparison = try await store.compare(renewed.filing, shownTo: nil)
    #expect(comparison.outcome == .renewed)
    #expect(comparison.changed.contains(.address))
    #expect(comparison.current == (try await store.person(id: id)).current)
    #expect(try await store.readings(person: id).count == 1)
    #expect(try await store.audit(before: nil, limit: 9).count == 1)
  }

  @Test("nobody changes or takes out a line, not with SQL either")
  func appendOnly() async throws {
    let folder = try await ArchiveFixture.archive()
    let db = try Engine.database(folder)
    for statement in ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"] {
      #expect(throws: SQLiteError.self) { try db.change(statement) }
    }
    #expect(try db.integer("SELECT count(*) FROM audit WHERE actor = 'self-service'") == 1)
  }
}
