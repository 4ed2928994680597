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

  @Test(
    "the gateway's secret comes from systemd's credentials or a file of the owner's only",
    arguments: [true, false])
  func secret(isCredential: Bool) async throws {
    let gateway = try RunningProgram("/usr/bin/python3", [Programs.repository + "/Tools/sms-gateway.py"])
    let port = try await gateway.outputLine { $0.hasPrefix("ready ") }.dropFirst(6)
    let folder = try ScratchFolder()
    try folder.makeFolder("credentials")
    let file = try folder.write("k3y-of-the-gateway\n", to: "credentials/sms")
    let url = "http://127.0.0.1:\(port)/plain?to=${number}&text=${text}&key=${secret}"
    let key = isCredential ? "sms.secretCredential = sms" : "sms.secretFile = \(file)"
    let configuration = try folder.write(
      "sms.gateway = http\nsms.url = \(url)\n\(key)\n", to: "idkiosk.conf")
    func start(_ credentials: String?) throws -> RunningProgram {
      try RunningProgram(
        Programs.path("idkioskd"),
        ["--runtime-dir", folder.path, "--state-dir", folder.file("state"), "--config", configuration],
        environment: ["CREDENTIALS_DIRECTORY": credentials])
    }
    func refused(_ daemon: RunningProgram) async {
      #expect(await daemon.wait() == 69)
      #expect(daemon.errors.contains { $0.contains("reason=sms.secretUnusable") })
      #expect(daemon.errors.allSatisfy { !$0.contains("k3y") })
    }
    if isCredential {
      await refused(try start(nil))
      await refused(try start(folder.path))
    } else {
      for mode in [0o644, 0o640, 0o606] as [mode_t] {
        chmod(file, mode)
        await refused(try start(nil))
      }
    }
    chmod(file, 0o600)
    let daemon = try start(isCredential ? folder.file("credentials") : nil)
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    let test = try await Kiosk.client(["sms", "test", "--phone", "13500000001", "--json"], in: folder)
    #expect(test.status == 0, "\(test.output)")
    _ = try await gateway.outputLine { $0.hasSuffix(" k3y-of-the-gateway") }
    await daemon.stop()
    #expect(daemon.errors.allSatisfy { !$0.contains("k3y") })
    await gateway.stop()
  }
}
