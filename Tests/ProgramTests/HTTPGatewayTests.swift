import Foundation
import TestSupport
import Testing

@Suite("Messages over a gateway behind HTTP", .timeLimit(.minutes(2)))
struct HTTPGatewayTests {
  /// A path of the gateway, which is how it behaves, and where a message to it comes to stand.
  struct Case: CustomTestStringConvertible {
    var path: String
    var state: String
    var reason: String?
    var testDescription: String { path }
  }

  static let cases = [
    Case(path: "/plain", state: "sent"),
    Case(path: "/lying", state: "failed", reason: "sms.refused"),
    Case(path: "/broken", state: "unknown", reason: "sms.noAnswer"),
    Case(path: "/cut", state: "unknown", reason: "sms.noAnswer"),
    Case(path: "/midway", state: "unknown", reason: "sms.noAnswer"),
    Case(path: "/redirect", state: "failed", reason: "sms.refused"),
    Case(path: "/slow", state: "sent"),
    Case(path: "/answersTwice", state: "sent"),
    Case(path: "/undeliverable", state: "failed", reason: "sms.undeliverable"),
    Case(path: "/twice", state: "delivered"),
    // What comes after the time-out is not heard; a report is.
    Case(path: "/late", state: "unknown", reason: "sms.noAnswer"),
    Case(path: "/lateReported", state: "delivered"),
    Case(path: "/endless", state: "unknown", reason: "sms.noAnswer"),
    Case(path: "/endlessHead", state: "unknown", reason: "sms.noAnswer"),
  ]

  @Test("whatever a gateway does is told as what it is, and asks for nothing twice", arguments: cases)
  func outcomes(_ example: Case) async throws {
    let bench = try await GatewayBench(
      path: example.path, more: example.path.hasPrefix("/late") ? "sms.seconds = 1\n" : "")
    let watcher = try await bench.kiosk.watch()
    let before = try bench.peakMemory()
    _ = try await watcher.call(3, "sms.test", #"{"phone":"13500000001"}"#)
    let change = try await watcher.line {
      $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == example.state
    }
    #expect(change["params"]["delivery"]["reason"].text == example.reason)
    _ = try await bench.gateway.outputLine { $0.hasPrefix("got 13500000001 短信网关测试") }
    if example.path.hasPrefix("/endless") {
      _ = try await bench.gateway.outputLine { $0 == "hung up" }
      #expect(try bench.peakMemory() - before < 32 * 1_024, "kB of an answer that has no end")
    }
    // A later message would go before one that is sent again, and finds the outbox empty.
    let states = try await watcher.call(4, "sms.queue")["result"]["messages"].elements
    #expect(states.map { $0["delivery"]["state"].text } == [example.state])
    await bench.stop()
    #expect(bench.gateway.output.filter { $0.hasPrefix("got ") }.count == 1)
  }

  @Test(
    "one that knows what it has seen is asked again with the same id; no other is",
    arguments: [("yes", "sent", 2), ("no", "unknown", 1)])
  func idempotent(word: String, state: String, times: Int) async throws {
    let bench = try await GatewayBench(path: "/cutOnce", more: "sms.idempotent = \(word)\n")
    let watcher = try await bench.kiosk.watch()
    _ = try await watcher.call(3, "sms.test", #"{"phone":"13500000001"}"#)
    _ = try await watcher.line {
      $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == state
    }
    await bench.stop()
    // The gateway answers only an id that it has seen before.
    #expect(bench.gateway.output.filter { $0.hasPrefix("got ") }.count == times)
  }

  @Test("over TLS to a gateway whose certificate the authority signed")
  func trusted() async throws {
    let folder = try ScratchFolder()
    let certificates = try await TestCertificates(in: folder)
    let bench = try await GatewayBench(path: "/plain", certificates, try await certificates.server())
    let test = try await bench.kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.status == 0 && test.json["delivery"]["state"].text == "sent", "\(test.output)")
    _ = try await bench.gateway.outputLine { $0.hasPrefix("got 13500000001") }
    await bench.stop()
  }

  @Test(
    "a certificate of nobody, of a foreign authority, for another host or out of date: nothing is sent, and it says so",
    arguments: TestCertificates.Flaw.allCases)
  func untrusted(flaw: TestCertificates.Flaw) async throws {
    let folder = try ScratchFolder()
    let certificates = try await TestCertificates(in: folder)
    let bench = try await GatewayBench(path: "/plain", certificates, try await certificates.server(flaw))
    let test = try await bench.kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.status == 1)
    #expect(test.json["delivery"]["state"].text == "queued")
    #expect(test.json["delivery"]["reason"].text == "sms.gatewayUntrusted")
    await bench.stop()
    #expect(bench.gateway.output.allSatisfy { !$0.hasPrefix("got ") })
  }

  @Test("a gateway that speaks no TLS where it should is told nothing")
  func noTLS() async throws {
    let bench = try await GatewayBench(path: "/plain", scheme: "https")
    let test = try await bench.kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.status == 1 && test.json["delivery"]["reason"].text == "sms.gatewayDown")
    await bench.stop()
    #expect(bench.gateway.output.allSatisfy { !$0.hasPrefix("got ") })
  }
}
