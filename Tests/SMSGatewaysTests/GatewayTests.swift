import CommandLineKit
import Foundation
import KioskProtocol
import LinuxPlatform
import OneTimeCodes
import PersonalData
import TestSupport
import Testing

@testable import SMSGateways

@Suite("Gateways", .timeLimit(.minutes(2)))
struct GatewayTests {
  private func message() throws -> OutgoingMessage {
    let number = try #require(MobileNumber(Personal("13500000001")))
    return OutgoingMessage(id: "m1", number: number, text: Personal("验证码 \"1\\2\"&+"))
  }

  @Test("what stands in a template cannot end the place it stands in")
  func escaping() throws {
    let template = try #require(MessageTemplate("a=${number}&b=${text}&c"))
    #expect(template.parts == [.number, .text])
    func filled(_ escaping: MessageTemplate.Escaping) -> String {
      template.filled(escaping) { $0 == .text ? "号 \"&\\\n" : "1" }
    }
    #expect(filled(.percent) == "a=1&b=%E5%8F%B7%20%22%26%5C%0A&c")
    #expect(filled(.json) == #"a=1&b=号 \"&\\\n&c"#)
    #expect(filled(.line) == "a=1&b=号 \"&\\&c")
  }

  @Test(
    "a template with a place that is unknown or open is none",
    arguments: ["${name}", "${text", "${}", "${${text}}"])
  func badTemplates(source: String) { #expect(MessageTemplate(source) == nil) }

  @Test(
    "only what says success is one",
    arguments: [
      (200, #"{"Code":"OK"}"#, SendOutcome.accepted), (200, #"{ "Code" : "OK" }"#, .accepted),
      (200, #"{"Code":"isv.X","Message":"OK"}"#, .refused(.unsaid)), (200, "", .refused(.unsaid)),
      (302, "", .refused(.unsaid)), (403, #"{"Code":"OK"}"#, .refused(.unsaid)), (500, "", .unanswered),
      (503, "", .notReached),
    ])
  func judgement(status: Int, body: String, outcome: SendOutcome) {
    let judgement = HTTPGateway.Judgement(text: #""Code":"OK""#, later: [503])
    #expect(judgement.outcome(status: status, body: Array(body.utf8)) == outcome)
  }

  @Test("nobody at the address means that nothing was sent")
  func nobody() throws {
    let folder = try ScratchFolder()
    // A port that was free a moment ago, and that nobody listens at.
    let port: UInt16
    do {
      let listener = try LoopbackSocket.listen(on: .version4, port: 0)
      port = try LoopbackSocket.port(of: listener.raw)
    }
    let gateway = HTTPGateway(
      url: try #require(MessageTemplate("http://127.0.0.1:\(port)/?to=${number}&t=${text}")))
    #expect(gateway.send(try message(), until: .now + .seconds(20), cancel: CancelFlag()) == .notReached)
    let inbox = InboxGateway(path: folder.file("none"))
    #expect(inbox.send(try message(), until: .now + .seconds(5), cancel: CancelFlag()) == .notReached)
    let command = CommandGateway(path: folder.file("none"), arguments: [], isIdempotent: false)
    #expect(command.send(try message(), until: .now + .seconds(5), cancel: CancelFlag()) == .notReached)
  }

  @Test("a handshake that comes to no end, and authorities that are not there, mean that nothing was sent")
  func noHandshake() throws {
    let folder = try ScratchFolder()
    let listener = try LoopbackSocket.listen(on: .version4, port: 0)
    let port = try LoopbackSocket.port(of: listener.raw)
    var gateway = HTTPGateway(
      url: try #require(MessageTemplate("https://127.0.0.1:\(port)/?to=${number}&t=${text}")))
    #expect(
      gateway.send(try message(), until: .now + .milliseconds(300), cancel: CancelFlag()) == .notReached)
    gateway.authorities = folder.file("none")
    #expect(gateway.send(try message(), until: .now + .seconds(20), cancel: CancelFlag()) == .untrusted)
  }

  @Test("a gateway that takes the request and says nothing is unknown, at its deadline and when cancelled")
  func silent() async throws {
    let path = Programs.repository + "/Tools/sms-gateway.py"
    let program = try RunningProgram("/usr/bin/python3", [path])
    let port = try await program.outputLine { $0.hasPrefix("ready ") }.dropFirst(6)
    let gateway = HTTPGateway(
      url: try #require(MessageTemplate("http://127.0.0.1:\(port)/silent?to=${number}&text=${text}")))
    let message = try message()
    let late = GatewayLane(gateway, seconds: 1)
    #expect(await late.send(message) == .unanswered)
    _ = try await program.outputLine { $0.hasPrefix("got ") }
    let cancelled = GatewayLane(gateway, seconds: 600)
    let sending = Task { await cancelled.send(message) }
    // It has the request: from then on nobody knows.
    try await program.output { $0.filter { $0.hasPrefix("got ") }.count == 2 }
    sending.cancel()
    #expect(await sending.value == .unanswered)
    await program.stop()
  }

  @Test(
    "a command says what became of the message, or nobody knows",
    arguments: [
      ("accepted", SendOutcome.accepted), ("refused", .refused(.unsaid)), ("", .unanswered),
      ("perhaps", .unanswered),
    ])
  func command(answer: String, outcome: SendOutcome) throws {
    let folder = try ScratchFolder()
    let script = "read -r line <&3; printf '%s\\n' \"$line\" >\"$1\"; [ -z \"$2\" ] || echo \"$2\" >&3"
    let gateway = CommandGateway(
      path: "/bin/sh", arguments: ["-c", script, "sh", folder.file("got"), answer], isIdempotent: false)
    #expect(gateway.send(try message(), until: .now + .seconds(20), cancel: CancelFlag()) == outcome)
    let got = JSONValue(String(decoding: try folder.bytes("got"), as: UTF8.self))
    #expect(
      got["number"].text == "13500000001" && got["text"].text == "验证码 \"1\\2\"&+" && got["id"].text == "m1")
  }

  @Test("a secret is taken from an owner-only file and nowhere else")
  func secrets() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("s3cret\nmore", to: "secret")
    chmod(path, 0o644)
    #expect(throws: KioskFailure(.smsSecretUnusable)) { try GatewaySecret(file: path) }
    chmod(path, 0o600)
    let secret = try GatewaySecret(file: path)
    #expect(secret.disclosed == "s3cret")
    #expect(!"\(secret)".contains("s3cret"))
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: path)
    #expect(throws: KioskFailure.self) { try GatewaySecret(file: folder.file("link")) }
    try folder.write("", to: "empty")
    chmod(folder.file("empty"), 0o600)
    #expect(throws: KioskFailure.self) { try GatewaySecret(file: folder.file("empty")) }
  }

  @Test(
    "half a configuration, and one that would send codes in clear, is none",
    arguments: [
      "sms.gateway = http", "sms.gateway = http\nsms.url = https://gw.example/?to=${number}",
      "sms.gateway = http\nsms.url = http://gw.example/?to=${number}&t=${text}",
      "sms.gateway = http\nsms.url = http://127.0.0.1.example/?to=${number}&t=${text}",
      "sms.gateway = http\nsms.url = https://gw.example/?to=${number}&t=${tekst}", "sms.gateway = kannel",
      "sms.gateway = command", "sms.gateway = inbox", "sms.gateway = aliyun",
      "sms.gateway = aliyun\nsms.user = u\nsms.signName = s",
      "sms.gateway = aliyun\nsms.user = u\nsms.templates = code=SMS_1",
      "sms.gateway = aliyun\nsms.user = u\nsms.signName = s\nsms.templates = replaced=SMS_1",
      "sms.gateway = aliyun\nsms.user = u\nsms.signName = s\nsms.templates = code=SMS_1, kode=SMS_2",
      "sms.gateway = aliyun\nsms.user = u\nsms.signName = s\nsms.templates = code=SMS_1\nsms.parameters = name",
      "sms.gateway = aliyun\nsms.user = u\nsms.signName = s\nsms.templates = code=SMS_1\nsms.url = https://gw.example/x",
      "sms.gateway = aliyun\nsms.user = u\nsms.signName = s\nsms.templates = code=SMS_1\nsms.url = http://gw.example",
      "sms.gateway = tencent\nsms.user = u\nsms.signName = s\nsms.templates = code=1",
      "sms.second.gateway = command\nsms.second.command = /bin/true",
      "sms.gateway = command\nsms.command = /bin/true\nsms.second.gateway = inbox",
      "sms.gateway = inbox\nsms.inbox = /x\nsms.second.gateway = command\nsms.second.command = /bin/true",
    ])
  func settings(text: String) throws {
    let configuration = try Configuration(text: text)
    #expect(throws: KioskFailure(.smsMisconfigured)) { try SMSSettings(configuration) }
  }
}
