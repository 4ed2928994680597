import CounterRules
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Filing", .everyEngine)
struct FilingTests {
  let folder: ScratchFolder
  let store: ArchiveStore

  init() async throws {
    folder = try ScratchFolder()
    store = try await Engine.open(folder)
  }

  private func file(_ session: String, change: (inout Sample) -> Void = { _ in }) async throws -> FilingResult
  {
    try await store.file(Sample(session, change: change).filing)
  }

  @Test("a new person is filed with everything that was read")
  func filed() async throws {
    let sample = Sample("s1") { $0.findings = [Finding(.validUntil, .expired), Finding(.name, .blank)] }
    let result = try await store.file(sample.filing)
    let id = try #require(result.person)
    #expect(result == FilingResult(outcome: .filed, person: id, version: 1))
    #expect(id.count == 32)
    let version = ArchivedVersion(
      number: 1, isCurrent: true, document: sample.document, photoBlock: Personal(Sample.photo),
      textBlock: Personal(Sample.text), findings: sample.findings, origin: sample.filing.origin)
    #expect(try await store.person(id: id) == ArchivedPerson(id: id, versions: 1, current: version))
    #expect(try await store.history(person: id) == [version])
    let reading = ArchivedReading(origin: sample.filing.origin, version: 1, outcome: .filed)
    #expect(try await store.readings(person: id) == [reading])
    #expect(try await store.count() == 1)
  }

  @Test("everything is there again after a restart")
  func restart() async throws {
    let id = try #require(try await file("s1").person)
    let before = try await store.person(id: id)
    await store.close()
    await #expect(throws: KioskFailure(.serviceStopping)) { try await store.count() }
    let again = try await Engine.open(folder)
    #expect(try await again.person(id: id) == before)
    #expect(try await again.file(Sample("s2").filing).outcome == .unchanged)
  }

  @Test("reading again what is on file records only the reading")
  func unchanged() async throws {
    let id = try #require(try await file("s1").person)
    #expect(try await file("s2") == FilingResult(outcome: .unchanged, person: id, version: 1))
    #expect(try await store.history(person: id).count == 1)
    #expect(try await store.readings(person: id).map(\.origin.session) == ["s2", "s1"])
    #expect(try await store.person(id: id).current.origin.session == "s1")
  }

  @Test("a renewed card becomes the current version and the old one stays readable")
  func renewed() async throws {
    let id = try #require(try await file("s1").person)
    let newPhoto = Array("MARKER-new photo".utf8)
    let result = try await file("s2") {
      $0.validFrom = "20250613"
      $0.address = "MARKER-样本市二号"
      $0.photo = newPhoto
    }
    #expect(
      result
        == FilingResult(
          outcome: .renewed, person: id, version: 2, changed: [.address, .validFrom, .portrait]))
    let history = try await store.history(person: id)
    #expect(history.map(\.number) == [2, 1])
    #expect(history.map(\.isCurrent) == [true, false])
    #expect(history.map { $0.photoBlock.disclosed() } == [newPhoto, Sample.photo])
    #expect(history[1].document == Sample("s1").document)
    #expect(try await store.person(id: id).current == history[0])
  }

  @Test("an earlier card read afterwards is history and changes nothing current")
  func older() async throws {
    let id = try #require(try await file("s1").person)
    #expect(
      try await file("s2") { $0.validFrom = "20050613" }
        == FilingResult(outcome: .older, person: id, version: 2))
    #expect(try await store.person(id: id).current.number == 1)
    #expect(try await store.person(id: id).versions == 2)
    // Read once more, it repeats the version that is no longer current.
    #expect(
      try await file("s3") { $0.validFrom = "20050613" }
        == FilingResult(outcome: .older, person: id, version: 2))
    #expect(try await store.history(person: id).count == 2)
    #expect(try await store.readings(person: id).map(\.version) == [2, 2, 1])
    #expect(try await file("s4").outcome == .unchanged)
  }

  @Test("another name under the same number is renewed, with a finding")
  func anotherName() async throws {
    let id = try #require(try await file("s1").person)
    #expect(
      try await file("s2") { $0.name = "MARKER-样本乙" }
        == FilingResult(
          outcome: .renewed, person: id, version: 2, changed: [.name],
          findings: [Finding(.name, .nameDiffersFromFile)]))
  }

  @Test("another sex or birth date under the same number waits for a supervisor and replaces nothing")
  func conflict() async throws {
    let id = try #require(try await file("s1").person)
    let before = try await store.person(id: id)
    let other = Sample("s2") { $0.sex = "2" }
    let result = try await store.file(other.filing)
    #expect(result == FilingResult(outcome: .conflict, person: nil, version: nil, changed: [.sex]))
    #expect(try await file("s3") { $0.birthDate = "19900308" }.changed == [.birthDate])
    #expect(try await store.person(id: id) == before)
    #expect(try await store.readings(person: id).count == 1)
    #expect(try await store.count() == 1)
    let conflicts = try await store.conflicts(offset: 0, limit: 10)
    #expect(conflicts.map(\.origin.session) == ["s2", "s3"])
    #expect(conflicts[0].conflictingPerson == id)
    #expect(conflicts[0].document == other.document)
    #expect(conflicts[0].photoBlock == Personal(Sample.photo))
    #expect(conflicts[0].changed == [.sex])
    #expect(try await store.conflicts(offset: 1, limit: 10).map(\.origin.session) == ["s3"])
  }

  @Test("the same session again gives the same answer and adds nothing")
  func sameSessionTwice() async throws {
    let sessions: [(String, (inout Sample) -> Void)] = [
      ("filed", { _ in }), ("unchanged", { _ in }), ("renewed", { $0.name = "MARKER-样本乙" }),
      ("older", { $0.validFrom = "20050613" }), ("conflict", { $0.sex = "2" }),
    ]
    var answers: [FilingResult] = []
    for (session, change) in sessions { answers.append(try await file(session, change: change)) }
    #expect(answers.map(\.outcome.rawValue) == sessions.map(\.0))
    let id = try #require(answers[0].person)
    let readings = try await store.readings(person: id)
    for (index, (session, change)) in sessions.enumerated() {
      #expect(try await file(session, change: change) == answers[index])
    }
    #expect(try await store.readings(person: id) == readings)
    #expect(try await store.history(person: id).count == 3)
    #expect(try await store.conflicts(offset: 0, limit: 10).count == 1)
  }

  @Test("a photo or newest address that a reading could not obtain does not take away the one on file")
  func notObtained() async throws {
    let id = try #require(try await file("s1") { $0.newestAddress = "MARKER-样本市九号" }.person)
    #expect(try await file("s2") { $0.photo = nil }.outcome == .unchanged)
    #expect(try await file("s3") { $0.photo = [] }.outcome == .unchanged)
    let renewed = try await file("s4") {
      $0.photo = nil
      $0.validFrom = "20250613"
    }
    #expect(renewed.changed == [.validFrom])
    let current = try await store.person(id: id).current
    #expect(current.document.newestAddress == Personal("MARKER-样本市九号"))
    #expect(current.photoBlock == Personal(Sample.photo))
  }

  @Test("a person without a photo is filed, and the photo comes with the next reading")
  func withoutPhoto() async throws {
    let id = try #require(try await file("s1") { $0.photo = nil }.person)
    #expect(try await store.person(id: id).current.photoBlock == Personal([]))
    #expect(try await file("s2").changed == [.portrait])
    #expect(try await store.person(id: id).current.photoBlock == Personal(Sample.photo))
  }

  @Test("what could not be found again is not filed")
  func refusals() async throws {
    for number in ["", "   ", "\u{3000}"] {
      await #expect(throws: KioskFailure(.documentNumberBlank)) {
        try await file("s1") { $0.number = number }
      }
    }
    await #expect(throws: KioskFailure(.documentUnknownKind)) { try await file("s1") { $0.kind = .unknown } }
    #expect(try await store.count() == 0)
    // The refused session is free.
    #expect(try await file("s1").outcome == .filed)
  }

  @Test("a person is found under every spelling of the number, and under no other kind")
  func lookup() async throws {
    let id = try #require(try await file("s1") { $0.number = "11000019900307123X" }.person)
    for spelling in ["11000019900307123X", "11000019900307123x", "１１０００019900307123Ｘ"] {
      let person = try await store.person(kind: .residentIdentityCard, number: Personal(spelling))
      #expect(person.id == id)
    }
    #expect(try await file("s2") { $0.number = "11000019900307123x" }.person == id)
    let strangers: [(DocumentKind, String)] = [
      (.hkMacaoTaiwanResidencePermit, "11000019900307123X"), (.residentIdentityCard, "110000199003071231"),
      (.residentIdentityCard, ""),
    ]
    for (kind, number) in strangers {
      await #expect(throws: KioskFailure(.personUnknown)) {
        try await store.person(kind: kind, number: Personal(number))
      }
    }
    for unknown in ["", "nobody", id.uppercased()] {
      await #expect(throws: KioskFailure(.personUnknown)) { try await store.person(id: unknown) }
      await #expect(throws: KioskFailure(.personUnknown)) { try await store.history(person: unknown) }
      await #expect(throws: KioskFailure(.personUnknown)) { try await store.readings(person: unknown) }
    }
  }

  @Test("the list shows every person once, the newest first, page by page")
  func list() async throws {
    for index in 0..<5 {
      _ = try await file("s\(index)") {
        $0.number = "11000019900307\(index)231"
        $0.name = "MARKER-\(index)"
      }
    }
    _ = try await file("renewed") {
      $0.number = "110000199003070231"
      $0.name = "MARKER-0b"
    }
    let whole = try await store.list(offset: 0, limit: 100)
    #expect(
      whole.map { $0.name?.disclosed() } == ["MARKER-4", "MARKER-3", "MARKER-2", "MARKER-1", "MARKER-0b"])
    #expect(whole.map(\.versions) == [1, 1, 1, 1, 2])
    #expect(whole[4].number == Personal("110000199003070231"))
    #expect(whole[0].lastReadAt == "2026-11-20T09:15:02+08:00")
    #expect(try await store.list(offset: 0, limit: 2) + store.list(offset: 2, limit: 3) == whole)
    #expect(try await store.list(offset: 5, limit: 2).isEmpty)
    #expect(try await store.list(offset: -1, limit: -1).isEmpty)
    #expect(try await store.count() == 5)
  }

  @Test("readings from many windows at once are each filed once")
  func manyAtOnce() async throws {
    let store = self.store
    let outcomes = try await withThrowingTaskGroup(of: FilingOutcome.self) { group in
      for index in 0..<40 {
        group.addTask {
          try await store.file(Sample("s\(index)") { $0.number = "11000019900307\(index % 4)231" }.filing)
            .outcome
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == .filed } == 4)
    #expect(outcomes.count { $0 == .unchanged } == 36)
    #expect(try await store.count() == 4)
  }

  @Test("every kind of value comes back as it was, also what was not understood")
  func everyValue() async throws {
    var document = IdentityDocument(kind: .foreignPermanentResidentCard2023)
    document.number = Personal("911110189903071231")
    document.name = Personal("")
    document.englishName = Personal("MARKER, SAMPLE\u{0}\"'")
    document.sex = Personal(CodedValue(code: "?", name: "?"))
    document.nationality = Personal("\u{FFFD}XX")
    document.birthDate = Personal(.text("2026 230"))
    document.authority = Personal("公安部")
    document.authorityCode = Personal("1500")
    document.validFrom = Personal(.text(""))
    document.validUntil = Personal(.longTerm)
    document.passNumber = Personal("C00000000")
    document.issueCount = Personal("01")
    document.cardVersion = Personal("01")
    document.previousNumberLink = Personal("123")
    document.previousNumber = Personal("XXX110099030712")
    document.newestAddress = Personal("")
    var filing = Sample("s1").filing
    filing.document = document
    let id = try #require(try await store.file(filing).person)
    #expect(try await store.person(id: id).current.document == document)
  }
}
