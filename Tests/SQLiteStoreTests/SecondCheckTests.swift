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

@Suite("Typed documents that wait for a second checker", .everyEngine)
struct SecondCheckTests {
  private static let second = AuditEntry(
    at: "2026-11-21T09:15:02+08:00", window: "window-2", party: .clerk(name: "zhao", role: .checker),
    act: .confirmDocument)

  private func typed(
    _ session: String, number: String = "L898902C3", change: (inout Sample) -> Void = { _ in }
  ) -> FilingRequest {
    var sample = Sample(session, change: change)
    sample.kind = .foreignPassport
    sample.number = number
    sample.photo = nil
    var request = sample.filing
    request.textBlock = Personal([])
    request.origin.reader = .typed
    request.origin.clerk = "wang"
    request.party = .clerk(name: "wang", role: .checker)
    return request
  }

  @Test("nobody is on file until another checker confirms it, and both are named beside it then")
  func confirmed() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    for _ in 0..<2 { try await store.keepUnconfirmed(typed("t1")) }
    #expect(try await store.count() == 0)
    #expect(try await store.unconfirmedCount() == 1)
    #expect(try await store.unconfirmed(offset: 0, limit: 9) == [typed("t1")])
    #expect(try await store.unconfirmed(session: "t1", shownTo: Self.second) == typed("t1"))
    var same = Self.second
    for party in [typed("t1").party, .localAdministrator(uid: 0), .selfService] {
      same.party = party
      await #expect(throws: KioskFailure(.documentSameChecker)) {
        try await store.confirm(session: "t1", by: same)
      }
    }
    let filed = try await store.confirm(session: "t1", by: Self.second)
    #expect(filed.outcome == .filed)
    await #expect(throws: KioskFailure(.documentNotWaiting)) {
      try await store.confirm(session: "t1", by: Self.second)
    }
    let id = try #require(filed.person)
    let origin = try await store.person(id: id).current.origin
    #expect(
      origin.clerk == "wang" && origin.secondChecker == "zhao" && origin.readAt == typed("t1").origin.readAt)
    #expect(try await store.readings(person: id).map(\.origin) == [origin])
    // The same session again, typed or confirmed, is what stands on file.
    try await store.keepUnconfirmed(typed("t1"))
    #expect(try await store.unconfirmedCount() == 0)
    let trail = try await store.audit(before: nil, limit: 9)
    #expect(trail.map(\.act) == ["document.confirm", "document.confirm", "document.type"])
    #expect(trail.map(\.outcome) == ["filed", "shown", "waiting"])
    #expect(trail.map(\.actor) == ["clerk:zhao", "clerk:zhao", "clerk:wang"])
    #expect(trail.allSatisfy { $0.whom != nil && $0.session == "t1" })
    #expect(try await store.check().isSound)
    try Engine.database(folder).change("UPDATE reading SET second_checker = 'li'")
    await #expect(throws: KioskFailure(.archiveDamaged)) { try await store.person(id: id) }
    await store.close()
  }

  @Test("found wrong, nothing of it is left")
  func discarded() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    try await store.keepUnconfirmed(typed("t1"))
    let wrapped = try Engine.database(folder).rows("SELECT wrapped FROM unconfirmed") {
      row throws(DatabaseError) in try row.blob(0)
    }
    try await store.discardUnconfirmed(session: "t1", by: Self.second)
    #expect(try await store.unconfirmedCount() == 0)
    #expect(try await store.count() == 0)
    await #expect(throws: KioskFailure(.documentNotWaiting)) {
      try await store.discardUnconfirmed(session: "t1", by: Self.second)
    }
    #expect(try await store.audit(before: nil, limit: 1).map(\.outcome) == ["discarded"])
    await store.close()
    #expect(wrapped.count == 1)
    if Engine.current == .sqlite { #expect(try ErasureTests.traces(wrapped, in: folder) == []) }
  }

  @Test("confirmed, it contradicts whom it contradicts: the conflict and its version name both checkers")
  func conflicting() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    let id = try #require(try await store.file(typed("t0")).person)
    try await store.keepUnconfirmed(typed("t1") { $0.birthDate = "19910307" })
    #expect(try await store.confirm(session: "t1", by: Self.second).outcome == .conflict)
    #expect(try await store.conflicts(offset: 0, limit: 9).map(\.origin.secondChecker) == ["zhao"])
    _ = try await store.settle(conflict: "t1", .takeNew, by: ConflictTests.entry)
    #expect(try await store.history(person: id).first?.origin.secondChecker == "zhao")
    #expect(try await store.check().isSound)
    await store.close()
    withExtendedLifetime(folder) {}
  }

  @Test("what could never be filed does not wait, nor does what a card said")
  func refused() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    await #expect(throws: KioskFailure(.documentNumberBlank)) {
      try await store.keepUnconfirmed(typed("t1", number: " "))
    }
    await #expect(throws: KioskFailure(.documentNotTyped)) {
      try await store.keepUnconfirmed(Sample("s1").filing)
    }
    #expect(try await store.unconfirmedCount() == 0)
    await store.close()
    withExtendedLifetime(folder) {}
  }

  @Test("it goes through new keys, and a check that finds what somebody changed in it")
  func kept() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    for index in 0..<3 { try await store.keepUnconfirmed(typed("t\(index)", number: "L89890\(index)")) }
    var state = try await store.beginRotation(by: RotationTests.entry)
    while state.isUnderWay { state = try await store.rotate(rowsAtOnce: 2) }
    #expect(try await store.unconfirmed(offset: 1, limit: 1).map(\.origin.session) == ["t1"])
    #expect(try await store.check().isSound)
    try Engine.database(folder).change("UPDATE unconfirmed SET clerk = 'li' WHERE session = 't1'")
    let report = try await store.check()
    #expect(report.named.map(\.table) == ["unconfirmed"])
    await #expect(throws: KioskFailure(.archiveDamaged)) {
      try await store.confirm(session: "t1", by: Self.second)
    }
    #expect(try await store.confirm(session: "t2", by: Self.second).outcome == .filed)
    await store.close()
  }

  @Test("whoever is erased meanwhile is erased there too, and others go on waiting")
  func erased() async throws {
    let folder = try await Engine.folderAlone()
    let store = try await Engine.open(folder)
    let id = try #require(try await store.file(typed("t0")).person)
    try await store.keepUnconfirmed(typed("t1") { $0.address = "MARKER-other" })
    try await store.keepUnconfirmed(typed("t2", number: "L1111111"))
    _ = try await store.erase(person: id, by: ErasureTests.entry)
    #expect(try await store.unconfirmed(offset: 0, limit: 9).map(\.origin.session) == ["t2"])
    #expect(try await store.check().isSound)
    await store.close()
  }
}
