import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Messages that leave a window", .timeLimit(.minutes(2)))
struct MessageTests {
  @Test(
    "an administrator's test says what became of it",
    arguments: [
      ("accepted", "sent", nil), ("refused", "failed", "sms.refused"),
      ("nonsense", "unknown", "sms.noAnswer"),
      (nil, "queued", "sms.gatewayDown"),
    ] as [(String?, String, String?)])
  func outcomes(answer: String?, state: String, reason: String?) async throws {
    let bench = try await NumberWindow(answer: answer)
    let test = try await bench.window.kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.json["delivery"]["state"].text == state)
    #expect(test.json["delivery"]["reason"].text == reason)
    #expect(test.status == (state == "sent" ? 0 : 1))
    let queue = try await bench.window.kiosk.client("sms", "queue", "--json")
    #expect(queue.json["configured"].flag == true)
    #expect(queue.json["messages"].elements.count == 1)
    #expect(!queue.output.contains("13500000001"))
    if answer == nil {
      // Nobody came for it before its life was over.
      try await bench.pass(seconds: 600)
      #expect(try await bench.delivery("failed", reason: "sms.tooLate").exists)
    }
    await bench.stop()
  }

  @Test("a message that was with the gateway when the daemon was killed is unknown, and is not sent again")
  func killed() async throws {
    let bench = try await NumberWindow(answer: "silent")
    let client = try WireClient(bench.folder.file("counter.sock"))
    try await client.hello()
    _ = try await client.call(2, "sms.test", #"{"phone":"13500000001"}"#)
    let inbox = try #require(bench.inbox).program
    _ = try await inbox.outputLine { $0.contains("13500000001") }
    bench.window.kiosk.counterDaemon.send(SIGKILL)
    _ = await bench.window.kiosk.counterDaemon.wait()
    try await bench.pass(seconds: 1)
    #expect(try await bench.delivery("unknown", reason: "sms.noAnswer").exists)
    #expect(inbox.output.filter { $0.contains("13500000001") }.count == 1)
    await bench.stop()
  }

  @Test("without a gateway nothing is issued, and half a configuration does not start")
  func unconfigured() async throws {
    let kiosk = try await SignInTests.kiosk([:])
    let test = try await kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.json["error"]["reason"].text == "sms.notConfigured")
    await kiosk.stop()
    for (text, reason) in [
      (
        "sms.gateway = http\nsms.url = http://gateway.invalid/?to=${number}&text=${text}\n",
        "sms.misconfigured"
      ),
      (
        "sms.gateway = kannel\nsms.user = u\nsms.secretFile = \(kiosk.folder.file("none"))\n",
        "sms.secretUnusable"
      ),
    ] {
      let folder = try ScratchFolder()
      let daemon = try Kiosk.startCounterDaemon(folder, try folder.write(text, to: "idkiosk.conf"))
      #expect(await daemon.wait() == 69)
      #expect(daemon.errors.contains { $0.contains("reason=\(reason)") })
    }
  }
}
