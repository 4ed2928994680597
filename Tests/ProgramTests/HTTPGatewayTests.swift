import Foundation
import TestSupport
import Testing

@Suite("Messages over a gateway behind HTTP", .timeLimit(.minutes(2)))
struct HTTPGatewayTests {
  @Test(
    "accepted, lied to, broken off, reported: each is told as what it is",
    arguments: [
      ("/plain", "sent", nil), ("/lying", "failed", "sms.refused"), ("/broken", "unknown", "sms.noAnswer"),
      ("/cut", "unknown", "sms.noAnswer"), ("/undeliverable", "failed", "sms.undeliverable"),
      ("/twice", "delivered", nil),
    ] as [(String, String, String?)])
  func outcomes(path: String, state: String, reason: String?) async throws {
    let gateway = try RunningProgram(
      "/usr/bin/python3", [Programs.repository + "/Tools/sms-gateway.py"])
    let port = try await gateway.outputLine { $0.hasPrefix("ready ") }.dropFirst(6)
    let kiosk = try await SignInTests.kiosk(
      [:],
      configuration: """
        sms.gateway = http
        sms.url = http://127.0.0.1:\(port)\(path)?to=${number}&text=${text}&report=${report}
        sms.successText = "Code":"OK"
        sms.reportsPort = 0

        """)
    let watcher = try await kiosk.watch()
    _ = try await watcher.call(3, "sms.test", #"{"phone":"13500000001"}"#)
    let change = try await watcher.line {
      $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == state
    }
    #expect(change["params"]["delivery"]["reason"].text == reason)
    _ = try await gateway.outputLine { $0.hasPrefix("got 13500000001 短信网关测试") }
    await kiosk.stop()
    await gateway.stop()
    #expect(gateway.output.filter { $0.hasPrefix("got ") }.count == 1)
  }
}
