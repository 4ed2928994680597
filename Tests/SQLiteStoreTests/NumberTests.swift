import CounterRules
import DatabaseKit
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

@Suite("Binding and changing a number", .everyEngine)
struct NumberTests {
  private let first = "13500000001"
  private let second = "13500000002"

  @Test("a first number is bound by its code, and then it stands there")
  func bind() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    let issued = try await bench.issue(person, first)
    #expect(issued.bound == nil)
    #expect(issued.waiting?.number.digits.disclosed() == first)
    #expect(issued.waiting?.secondsLeft == 86_400)
    #expect(issued.waiting?.secondsToNext == 60)
    #expect(issued.waiting?.delivery == Delivery())
    let message = try #require(try await bench.next())
    #expect(message.number.digits.disclosed() == first)
    #expect(message.text.disclosed().contains("123456"))
    #expect(!message.text.disclosed().contains(first) && !message.text.disclosed().contains("样本"))
    let bound = try await bench.confirm(person, number: first)
    #expect(bound.bound?.number.digits.disclosed() == first)
    #expect(bound.bound?.isFaceConfirmed == true)
    #expect(bound.waiting == nil)
    #expect(try await bench.store.number(bench.visit(person, .seeNumber)) == bound)
    let trail = try await bench.store.audit(before: nil, limit: 3)
    #expect(trail.map(\.act) == ["phone.show", "phone.confirm", "phone.sendCode"])
    #expect(trail.map(\.outcome) == ["shown", "bound", "issued"])
    #expect(Set(trail.map(\.whom)).count == 1 && trail[0].whom != nil)
  }

  @Test("changing ends the old number in the same moment and tells it so")
  func change() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    try await bench.issue(person, first)
    try await bench.confirm(person)
    _ = try await bench.next()
    #expect(await bench.refusal { try await bench.issue(person, second) }?.reason == .phoneAlreadyBound)
    #expect(await bench.refusal { try await bench.issue(person, first, .change) }?.reason == .phoneSame)
    bench.pass(seconds: 60)
    try await bench.issue(person, second, .change)
    _ = try await bench.next()
    #expect(try await bench.confirm(person, .change).bound?.number.digits.disclosed() == second)
    let notice = try #require(try await bench.next())
    #expect(notice.number.digits.disclosed() == first)
    #expect(notice.text == MessageText.numberReplaced(in: .chinese))
    // The old number is free for somebody else, with a warning.
    let issued = try await bench.issue(other, first)
    #expect(issued.warnings == [.boundElsewhereRecently])
    try await bench.confirm(other)
    #expect(await bench.refusal { try await bench.issue(other, second, .change) }?.reason == .phoneTaken)
  }

  @Test("nobody on file, a conflicting, an older and an expired document are good for nothing")
  func documents() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    var stranger = person
    stranger.number = "110000199003070091"
    #expect(await bench.refusal { try await bench.issue(stranger, first) }?.reason == .personUnknown)
    var conflicting = person
    conflicting.sex = "2"
    #expect(await bench.refusal { try await bench.issue(conflicting, first) }?.reason == .documentConflicting)
    var older = person
    older.validFrom = "20050613"
    #expect(await bench.refusal { try await bench.issue(older, first) }?.reason == .documentOlder)
    let order = try bench.order(person, first)
    func issue(on day: String) async -> FailureReason? {
      var ending = order
      var values = person.filing.values
      values.document.validUntil = CalendarDate(compact: day).map { Personal(.date($0)) }
      ending.visit.proof = .card(values)
      let expired = ending
      return await bench.refusal { _ = try await bench.store.issue(expired) }?.reason
    }
    #expect(await issue(on: "20261120") == .documentExpired)
    #expect(await issue(on: "20261121") == nil)
  }

  @Test("a code is good for its document, number and purpose alone, and once")
  func bound() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    try await bench.issue(person, first)
    #expect(await bench.refusal { try await bench.confirm(other) }?.reason == .codeNone)
    #expect(await bench.refusal { try await bench.confirm(person, number: second) }?.reason == .codeNone)
    #expect(await bench.refusal { try await bench.confirm(person, .change) }?.reason == .codeNone)
    try await bench.confirm(person)
    #expect(await bench.refusal { try await bench.confirm(person) }?.reason == .codeUsed)
  }

  @Test("five wrong codes lock, each of them on the disk, and the right one comes too late")
  func locks() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, first)
    for left in [4, 3] {
      let refusal = await bench.refusal { try await bench.confirm(person, code: "654321") }
      #expect(refusal == KioskFailure(.codeWrong, detail: left))
    }
    await bench.store.close()
    let again = try await NumberBench(bench.folder)
    for left in [2, 1] {
      let refusal = await again.refusal { try await again.confirm(person, code: "654321") }
      #expect(refusal == KioskFailure(.codeWrong, detail: left))
    }
    for code in ["654321", "123456"] {
      #expect(await again.refusal { try await again.confirm(person, code: code) }?.reason == .codeLocked)
    }
    #expect(try await again.store.number(again.visit(person, .seeNumber)).waiting?.triesLeft == 0)
  }

  @Test("a newer code ends the older one, for another number too")
  func superseded() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, first, code: "111111")
    bench.pass(seconds: 60)
    try await bench.issue(person, second, code: "222222")
    #expect(
      await bench.refusal { try await bench.confirm(person, code: "111111") }
        == KioskFailure(.codeWrong, detail: 4))
    #expect(try await bench.confirm(person, code: "222222").bound?.number.digits.disclosed() == second)
  }

  @Test("the same number to two people: the first to confirm has it")
  func twoPeople() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    try await bench.issue(person, first, code: "111111")
    bench.pass(seconds: 60)
    try await bench.issue(other, first, code: "222222")
    try await bench.confirm(other, code: "222222")
    #expect(await bench.refusal { try await bench.confirm(person, code: "111111") }?.reason == .phoneTaken)
    #expect(await bench.refusal { try await bench.issue(person, first) }?.reason == .phoneTaken)
  }

  @Test("released, a number is free, told so, and codes that waited are void")
  func release() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, first)
    let id = try await bench.confirm(person).person
    _ = try await bench.next()
    bench.pass(seconds: 60)
    try await bench.issue(person, second, .change)
    _ = try await bench.next()
    let release = NumberRelease(
      entry: AuditEntry(
        at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .clerk(name: "li", role: .supervisor),
        act: .releaseNumber, subject: "lost"),
      person: id, clock: bench.now, notice: NumberBench.token())
    try await bench.store.release(release)
    #expect(try await bench.next()?.text == MessageText.numberReleased(in: .chinese))
    #expect(await bench.refusal { try await bench.confirm(person, .change) }?.reason == .codeSuperseded)
    await #expect(throws: KioskFailure(.phoneNone)) { try await bench.store.release(release) }
    #expect(try await bench.store.number(bench.visit(person, .seeNumber)).bound == nil)
    let line = try #require(
      try await bench.store.audit(before: nil, limit: 9).first { $0.act == "phone.release" })
    #expect(line.subject == "lost" && line.outcome == "released")
  }

  @Test("warnings for many attempts and for a person whose number changed often")
  func warnings() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    for index in 0..<3 {
      try await bench.issue(person, "1350000001\(index)", index == 0 ? .bind : .change)
      try await bench.confirm(person, index == 0 ? .bind : .change)
      bench.pass(seconds: 3_600)
    }
    #expect(try await bench.store.number(bench.visit(person, .seeNumber)).warnings == [.changedOften])
    let other = try await bench.person(1)
    try await bench.issue(other, first)
    for _ in 0..<3 { _ = await bench.refusal { try await bench.confirm(other, code: "000000") } }
    #expect(try await bench.store.number(bench.visit(other, .seeNumber)).warnings == [.manyAttempts])
  }

  @Test(
    "a holder of a foreigner's document gets messages in English, everybody else in Chinese",
    arguments: [
      (DocumentKind.foreignPermanentResidentCard2017, "PAK310080010103", true),
      (.foreignPermanentResidentCard2023, "911033198103070091", true), (.foreignPassport, "L898902C3", true),
      (.hkMacaoReturnPermit, "H00000000", false), (.residentIdentityCard, "110000199003071231", false),
    ])
  func language(kind: DocumentKind, number: String, isEnglish: Bool) async throws {
    let bench = try await NumberBench()
    let person = Sample("visitor") {
      $0.kind = kind
      $0.number = number
    }
    let id = try await bench.file(person)
    func proven(_ visit: NumberVisit) -> NumberVisit {
      var visit = visit
      if kind.isTyped { visit.proof = .seen(person: id) }
      return visit
    }
    for (number, purpose) in [(first, CodePurpose.bind), (second, .change)] {
      bench.pass(seconds: 60)
      var order = try bench.order(person, number, purpose)
      order.visit = proven(order.visit)
      _ = try await bench.store.issue(order)
      #expect(try await bench.next()?.text.disclosed().hasPrefix("Your code is 123456") == isEnglish)
      var answer = try bench.answer(person, purpose)
      answer.visit = proven(answer.visit)
      _ = try await bench.store.confirm(answer)
    }
    #expect(
      try await bench.next()?.text == MessageText.numberReplaced(in: isEnglish ? .english : .chinese))
  }

  @Test("a typed document that was seen by eye counts while it is valid; one with a chip is read")
  func seen() async throws {
    let bench = try await NumberBench()
    let id = try await bench.file(
      Sample("typed") {
        $0.kind = .taiwanCompatriotPermit
        $0.number = "00000001"
        $0.validUntil = "20261121"
      })
    func issue(_ id: String, on day: String = "20261121") async throws -> FailureReason? {
      var order = try bench.order(Sample("nobody"), first)
      order.visit.proof = .seen(person: id)
      order.visit.today = try NumberBench.day(day)
      let made = order
      return await bench.refusal { _ = try await bench.store.issue(made) }?.reason
    }
    #expect(try await issue(id, on: "20261122") == .documentExpired)
    #expect(try await issue(id) == nil)
    #expect(try await issue(try await bench.file(Sample("chip"))) == .documentNotTyped)
    #expect(try await issue("nobody") == .personUnknown)
  }

  @Test("whoever has a number is found by it, however it is written, and nobody by one that ended")
  func search() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    try await bench.issue(person, first)
    try await bench.confirm(person)
    let entry = try bench.visit(other, .seeNumber).entry
    func found(_ text: String) async throws -> [String] {
      let search = PersonSearch(mobile: MobileNumber(Personal(text)))
      return try await bench.store.search(search, shownTo: entry).persons.map(\.id)
    }
    let holder = try await found("+86 １３５ 0000 0001")
    #expect(holder.count == 1)
    let line = try #require(try await bench.store.audit(before: nil, limit: 1).first)
    #expect(line.subject == "mobile" && line.outcome == "found" && line.whom != nil)
    bench.pass(seconds: 60)
    try await bench.issue(person, second, .change)
    try await bench.confirm(person, .change)
    #expect(try await found(first).isEmpty)
    #expect(try await found(second) == holder)
  }
}
