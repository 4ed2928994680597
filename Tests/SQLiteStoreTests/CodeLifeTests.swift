import CounterRules
import KioskProtocol
import OneTimeCodes
import PersonArchive
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Lives and limits of codes in the archive", .everyEngine)
struct CodeLifeTests {
  private let number = "13500000001"

  @Test("a code dies after its life, also when nobody was running meanwhile")
  func life() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, number, life: 90)
    bench.pass(seconds: 89)
    #expect(try await bench.store.number(bench.visit(person, .seeNumber)).waiting?.secondsLeft == 1)
    await bench.store.close()
    let again = try await NumberBench(bench.folder)
    again.set(ClockReading(wall: bench.now.wall + 1_000, uptime: 10, boot: "second"))
    #expect(await again.refusal { try await again.confirm(person) }?.reason == .codeExpired)
  }

  @Test("setting the time of day back does not lengthen a life")
  func setBack() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, number, life: 90)
    let now = bench.now
    bench.set(ClockReading(wall: now.wall - 500_000_000, uptime: now.uptime + 90_000, boot: now.boot))
    #expect(await bench.refusal { try await bench.confirm(person) }?.reason == .codeExpired)
  }

  @Test("set back over a restart of the machine, every code is over, and so is every message")
  func unknownTime() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, number)
    bench.set(ClockReading(wall: 900_000_000, uptime: 10, boot: "second"))
    #expect(try await bench.next() == nil)
    #expect(try await bench.store.messages(limit: 9).map(\.delivery) == [Delivery(.failed, cause: .tooLate)])
    #expect(await bench.refusal { try await bench.confirm(person) }?.reason == .codeExpired)
    // Counting goes on from there.
    bench.pass(seconds: 60)
    try await bench.issue(person, number)
    #expect(try await bench.confirm(person).bound != nil)
  }

  @Test("a flood is refused with the seconds to wait, and fills no audit trail")
  func flood() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, number)
    let lines = try await bench.store.audit(before: nil, limit: 500).count
    for _ in 0..<100 {
      let refusal = await bench.refusal { try await bench.issue(person, number) }
      #expect(refusal == KioskFailure(.codeTooSoon, detail: 60))
    }
    #expect(try await bench.store.audit(before: nil, limit: 500).count == lines)
    for _ in 0..<4 {
      bench.pass(seconds: 60)
      try await bench.issue(person, number)
    }
    bench.pass(seconds: 60)
    let refusal = await bench.refusal { try await bench.issue(person, number) }
    #expect(refusal == KioskFailure(.codeTooMany, detail: 3_300))
    #expect(try await bench.store.messages(limit: 500).count == 5)
  }

  @Test("number, person, clerk and window are each counted", arguments: IssueScope.allCases)
  func scopes(scope: IssueScope) async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    var limits = IssueLimits()
    if scope == .clerk { limits.clerkPerHour = 1 }
    if scope == .window { limits.windowPerHour = 1 }
    var order = try bench.order(person, number)
    order.limits = limits
    _ = try await bench.store.issue(order)
    // Everything but the one scope is another.
    order = try bench.order(
      scope == .person ? person : other, scope == .number ? number : "13500000002",
      clerk: scope == .clerk ? "zhang" : "li", window: scope == .window ? "window-1" : "window-2")
    order.limits = limits
    let reason = await bench.refusal { [order] in _ = try await bench.store.issue(order) }?.reason
    #expect(reason == (scope == .clerk || scope == .window ? .codeTooMany : .codeTooSoon))
  }
}
