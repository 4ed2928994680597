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

@Suite("Filing what was typed in", .everyEngine)
struct TypedFilingTests {
  private let checker = ActingParty.clerk(name: "wang", role: .checker)

  private func typed(
    _ session: String, _ kind: DocumentKind = .foreignPassport, number: String = "L898902C3",
    change: (inout Sample) -> Void = { _ in }
  ) -> FilingRequest {
    var sample = Sample(session, change: change)
    sample.kind = kind
    sample.number = number
    sample.photo = nil
    var request = sample.filing
    request.textBlock = Personal([])
    request.origin.reader = .typed
    request.origin.clerk = checker.clerkName
    request.party = checker
    return request
  }

  @Test("it is filed by the same rules, names the checker, and its line says that it was typed")
  func rules() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let id = try #require(try await store.file(typed("t1")).person)
    #expect(try await store.file(typed("t2")).outcome == .unchanged)
    #expect(try await store.file(typed("t3") { $0.address = "MARKER-other" }).outcome == .renewed)
    #expect(try await store.file(typed("t4") { $0.birthDate = "19910307" }).outcome == .conflict)
    let person = try await store.person(id: id)
    #expect(person.versions == 2)
    #expect(person.current.origin.isTyped && person.current.origin.clerk == "wang")
    let trail = try await store.audit(before: nil, limit: 9)
    #expect(trail.count == 4)
    #expect(
      trail.allSatisfy { $0.act == "document.type" && $0.actor == "clerk:wang" && $0.role == "checker" })
  }

  @Test("it never stands in the place of what a card said, though kind and number be the same")
  func cards() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let id = try #require(try await store.file(Sample("s1").filing).person)
    for kind in DocumentKind.allCases where !kind.isTyped && kind != .unknown {
      await #expect(throws: KioskFailure(.documentNotTyped)) {
        try await store.file(typed("t-\(kind.rawValue)", kind, number: Sample("s1").number))
      }
    }
    await #expect(throws: KioskFailure(.documentNotTyped)) {
      try await store.compare(typed("t", .residentIdentityCard, number: Sample("s1").number), shownTo: nil)
    }
    #expect(try await store.readings(person: id).count == 1)
    #expect(try await store.person(id: id).current.document == Sample("s1").document)
  }

  @Test("the same characters on documents of two kinds are two persons, and a card is never filed as typed")
  func kinds() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let number = "00000000"
    let permit = try await store.file(typed("t1", .taiwanCompatriotPermit, number: number))
    let passport = try await store.file(typed("t2", .foreignPassport, number: number))
    #expect(permit.outcome == .filed && passport.outcome == .filed && permit.person != passport.person)
    await #expect(throws: KioskFailure(.documentNotTyped)) {
      try await store.file(Sample("s1") { $0.kind = .foreignPassport }.filing)
    }
    #expect(try await store.count() == 2)
  }

  @Test("a number that is written otherwise is the same document")
  func spelling() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let first = try await store.file(typed("t1", .militaryOfficerCard, number: "虚字第0000AB号"))
    let entry = AuditEntry(at: "2026-11-21T09:15:02+08:00", window: "w", party: checker, act: .seePerson)
    let found = try await store.person(number: Personal("虚字第 0000ab"), mustBeAlone: true, shownTo: entry)
    #expect(found.id == first.person)
  }
}
