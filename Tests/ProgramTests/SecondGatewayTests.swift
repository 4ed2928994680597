import Foundation
import LinuxPlatform
import TestSupport
import Testing

@Suite("A second gateway, and numbers abroad", .timeLimit(.minutes(2)))
struct SecondGatewayTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    /// The template of the first gateway's test, which is its answer.
    var first: String
    var state: String
    var reason: String?
    var isHandedOver: Bool
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "a limit", first: "isv.BUSINESS_LIMIT_CONTROL", state: "sent", isHandedOver: true),
    Case(name: "no balance", first: "isv.AMOUNT_NOT_ENOUGH", state: "sent", isHandedOver: true),
    Case(name: "throttled", first: "503-ServiceUnavailable", state: "sent", isHandedOver: true),
    Case(
      name: "a wrong number", first: "isv.MOBILE_NUMBER_ILLEGAL", state: "failed",
      reason: "sms.numberRefused",
      isHandedOver: false),
    Case(name: "no answer", first: "cut", state: "unknown", reason: "sms.noAnswer", isHandedOver: false),
    Case(name: "taken", first: "SMS_1", state: "sent", isHandedOver: false),
  ]

  @Test("takes what the first refuses for a reason of its own, and nothing else", arguments: cases)
  func handedOver(_ example: Case) async throws {
    let bench = try await CloudBench()
    let kiosk = try await SignInTests.kiosk(
      [:],
      configuration: try bench.lines(.aliyun, test: example.first)
        + bench.lines(.tencent, second: true, test: "11"))
    let watcher = try await kiosk.watch()
    _ = try await watcher.call(3, "sms.test", #"{"phone":"13500000001"}"#)
    let change = try await watcher.line {
      $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == example.state
    }["params"]["delivery"]
    #expect(change["reason"].text == example.reason)
    #expect(change["gateway"].number == (example.isHandedOver ? 2 : nil))
    #expect(change["text"].text?.contains("备用网关") == example.isHandedOver)
    let queue = try await kiosk.client("sms", "queue", "--json")
    #expect(queue.json["messages"][0]["delivery"]["gateway"].number == (example.isHandedOver ? 2 : nil))
    _ = try await bench.gateway.outputLine {
      $0.hasPrefix("got ") && $0.hasSuffix(example.isHandedOver ? " second" : " first")
    }
    await kiosk.stop()
    #expect(bench.asked("first") == 1 && bench.asked("second") == (example.isHandedOver ? 1 : 0))
    await bench.gateway.stop()
  }

  @Test("takes what the first cannot be reached for, and what is refused by both is told as the second says")
  func unreachable() async throws {
    let bench = try await CloudBench()
    // A port that was free a moment ago, and that nobody listens at.
    let port: String
    do {
      let listener = try LoopbackSocket.listen(on: .version4, port: 0)
      port = String(try LoopbackSocket.port(of: listener.raw))
    }
    for (second, state, reason) in [
      ("11", "sent", nil), ("FailedOperation.MissingSignature", "failed", "sms.accountRefused"),
    ]
      as [(String, String, String?)]
    {
      let kiosk = try await SignInTests.kiosk(
        [:],
        configuration: bench.http("/plain", port: port)
          + (try bench.lines(.tencent, second: true, test: second)))
      let test = try await kiosk.client("sms", "test", "--phone", "13500000001", "--json")
      #expect(
        test.json["delivery"]["state"].text == state && test.json["delivery"]["reason"].text == reason,
        "\(test.output)")
      #expect(test.json["delivery"]["gateway"].number == 2)
      await kiosk.stop()
    }
    await bench.gateway.stop()
  }

  @Test("a first one that knows what it has seen is asked again instead of the second")
  func idempotent() async throws {
    let bench = try await CloudBench()
    let kiosk = try await SignInTests.kiosk(
      [:],
      configuration: bench.http("/cutOnce") + "sms.idempotent = yes\n" + bench.http("/plain", second: true))
    let test = try await kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(
      test.json["delivery"]["state"].text == "sent" && !test.json["delivery"]["gateway"].exists,
      "\(test.output)")
    await kiosk.stop()
    #expect(bench.asked("1") == 2 && bench.asked("2") == 0)
    await bench.gateway.stop()
  }

  @Test(
    "what was with one of two gateways when the daemon was killed is unknown, and asked for nowhere again")
  func killed() async throws {
    let bench = try await CloudBench()
    let kiosk = try await SignInTests.kiosk(
      [:],
      configuration: bench.http("/silent") + "sms.idempotent = yes\n" + bench.http("/plain", second: true))
    let watcher = try await kiosk.watch()
    _ = try await watcher.call(3, "sms.test", #"{"phone":"13500000001"}"#)
    _ = try await bench.gateway.outputLine { $0.hasPrefix("got ") }
    kiosk.counterDaemon.send(SIGKILL)
    _ = await kiosk.counterDaemon.wait()
    let again = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
    _ = try await again.errorLine { $0.hasSuffix(": ready") }
    let client = try await kiosk.watch()
    let queue = try await client.call(3, "sms.queue")["result"]["messages"][0]["delivery"]
    if queue["state"].text != "unknown" {
      _ = try await client.line {
        $0["method"].text == "sms.changed" && $0["params"]["delivery"]["state"].text == "unknown"
      }
    }
    await again.stop()
    #expect(bench.asked("1") == 1 && bench.asked("2") == 0)
    await kiosk.stop()
    await bench.gateway.stop()
  }

  @Test("a number abroad is taken only where policy says so, and goes out as E.164 says")
  func abroad() async throws {
    let bench = try await CloudBench()
    for isAllowed in [false, true] {
      let kiosk = try await SignInTests.kiosk(
        [:], configuration: bench.http("/plain") + (isAllowed ? "sms.abroad = yes\n" : ""))
      let test = try await kiosk.client("sms", "test", "--phone", "00852 6000 0000", "--json")
      if isAllowed {
        #expect(test.json["delivery"]["state"].text == "sent", "\(test.output)")
        _ = try await bench.gateway.outputLine { $0.hasPrefix("got +85260000000 ") }
        let none = try await kiosk.client("sms", "test", "--phone", "+851 6000 0000", "--json")
        #expect(none.json.reason == "phone.malformed")
      } else {
        #expect(test.json.reason == "phone.abroad", "\(test.output)")
      }
      await kiosk.stop()
    }
    await bench.gateway.stop()
  }

  @Test("a number abroad is bound like any other, and shown masked")
  func boundAbroad() async throws {
    let bench = try await CloudBench()
    let window = try await PCSCWindow(
      configuration: Kiosk.standInPortraits + (try bench.lines(.aliyun, test: nil)) + "sms.abroad = yes\n")
    try await window.lay(Cards.path("citizen-ordinary"))
    let session = try #require(try await window.read("--file").json["session"].text)
    let visit = #""session":"\#(session)","purpose":"bind","faceConfirmed":true"#
    let waiting = try await window.watcher.call(
      40, "phone.sendCode", #"{\#(visit),"phone":"+852 60000000"}"#)
    #expect(waiting["result"]["waiting"]["phoneMasked"].text == "+85****0", "\(waiting)")
    let line = try await bench.gateway.outputLine { $0.hasPrefix("got 85260000000 SMS_1code ") }
    let code = try #require(line.firstMatch(of: #/"([0-9]{6})"/#).map { String($0.output.1) })
    let confirmed = try await window.watcher.call(41, "phone.confirm", #"{\#(visit),"code":"\#(code)"}"#)
    #expect(confirmed["result"]["phoneMasked"].text == "+85****0", "\(confirmed)")
    await window.stop()
    await bench.gateway.stop()
  }
}
