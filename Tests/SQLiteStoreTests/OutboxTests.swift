import CounterRules
import DatabaseKit
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("The outbox in the archive", .everyEngine)
struct OutboxTests {
  private let at = "2026-11-21T09:15:02+08:00"

  private func sealedMessages(_ folder: ScratchFolder) throws -> Int {
    try Engine.database(folder)
      .integer("SELECT count(*) FROM message WHERE sealed IS NOT NULL")
  }

  @Test("a message is handed out once, and its text is gone once the gateway has answered")
  func once() async throws {
    let bench = try await NumberBench()
    try await bench.issue(try await bench.person(), "13500000001")
    let message = try #require(try await bench.next())
    #expect(try await bench.next() == nil)
    #expect(try sealedMessages(bench.folder) == 1)
    #expect(try await bench.store.settle(message.id, .accepted, at: at) != nil)
    #expect(try sealedMessages(bench.folder) == 0)
    #expect(try await bench.next() == nil)
    #expect(try await bench.store.settle(message.id, .reportedDelivered, at: at) != nil)
    #expect(try await bench.store.settle(message.id, .reportedFailed, at: at) == nil)
    #expect(try await bench.store.settle("nobody's", .reportedFailed, at: at) == nil)
    #expect(try await bench.store.messages(limit: 9).map(\.delivery) == [Delivery(.delivered)])
  }

  @Test("a gateway that cannot be reached is asked again, until the code's life is over")
  func down() async throws {
    let bench = try await NumberBench()
    try await bench.issue(try await bench.person(), "13500000001", life: 90)
    for _ in 0..<3 {
      let message = try #require(try await bench.next())
      #expect(try await bench.store.settle(message.id, .notReached, at: at) != nil)
    }
    bench.pass(seconds: 90)
    #expect(try await bench.next() == nil)
    #expect(try await bench.store.messages(limit: 9).map(\.delivery) == [Delivery(.failed, cause: .tooLate)])
    #expect(try sealedMessages(bench.folder) == 0)
  }

  @Test(
    "what was being sent when the program ended is unknown, and sent again only where that is safe",
    arguments: [Delivery.Event.restarted, .restartedIdempotent])
  func ended(event: Delivery.Event) async throws {
    let bench = try await NumberBench()
    try await bench.issue(try await bench.person(), "13500000001")
    let message = try #require(try await bench.next())
    await bench.store.close()
    let again = try await NumberBench(bench.folder)
    try await again.store.recover(event, at: at)
    #expect(try await again.next() == (event == .restarted ? nil : message))
    #expect(
      try await again.store.messages(limit: 9).map(\.delivery.state) == [
        event == .restarted ? .unknown : .queued
      ])
  }

  @Test("planted codes and numbers stand in no file, while they wait and afterwards", .onlyInAFile)
  func secrecy() async throws {
    let bench = try await NumberBench()
    let person = try await bench.person()
    try await bench.issue(person, "13512345678", code: "86420975")
    let order = try bench.order(person, "13512345678", code: "86420975")
    #expect(order.code.digits.disclosed() == "86420975")
    func searched() throws {
      for (name, file) in try Snapshot(bench.folder).files {
        let text = String(decoding: file, as: UTF8.self)
        for secret in ["86420975", "13512345678", "12345678", "验证码"] {
          #expect(!text.contains(secret), "\(name)")
        }
      }
    }
    try searched()
    let message = try #require(try await bench.next())
    try await bench.store.settle(message.id, .accepted, at: at)
    try await bench.confirm(person, code: "86420975")
    try searched()
    await bench.store.close()
    try searched()
  }

  @Test("a test message has its line in the audit trail")
  func test() async throws {
    let bench = try await NumberBench()
    let order = try bench.order(Sample("none"), "13500000001")
    let queued = try await bench.store.queue(
      OutgoingMessage(id: "t1", number: order.number, text: MessageText.test), kind: .test, life: 600,
      entry: AuditEntry(at: at, window: "window-1", party: .localAdministrator(uid: 0), act: .testGateway),
      clock: bench.now)
    #expect(queued.delivery == Delivery() && queued.kind == .test)
    #expect(try await bench.next()?.text == MessageText.test)
    #expect(try await bench.store.audit(before: nil, limit: 1).map(\.act) == ["sms.test"])
  }
}
