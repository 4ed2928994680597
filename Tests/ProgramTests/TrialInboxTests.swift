import Emulation
import Foundation
import TestSupport
import Testing

@Suite("The inbox of a window that is being tried out", .timeLimit(.minutes(2)))
struct TrialInboxTests {
  private let phone = "13500000001"

  @Test("shows the newest messages with their codes, and numbers masked")
  func shown() async throws {
    let bench = try await NumberWindow()
    let status = try await bench.call("status", "{}")
    #expect(status["result"]["trialInbox"].flag == true)
    #expect(try await bench.call("sms.inbox", "{}")["result"]["messages"].elements.isEmpty)
    let (session, _) = try await bench.read(SyntheticPeople(seed: 22).citizen(1), "first")
    _ = try await bench.send(session, "bind", phone)
    let code = try await bench.code(to: phone)
    let answer = try await bench.call("sms.inbox", "{}")["result"]
    #expect(answer["messages"].elements.count == 1)
    #expect(answer["messages"][0]["phoneMasked"].text == "135****1")
    #expect(answer["messages"][0]["text"].text?.contains(code) == true)
    #expect(!"\(answer)".contains(phone))
    let test = try await bench.window.kiosk.client("sms", "test", "--phone", "13500000002", "--json")
    #expect(test.status == 0)
    let newer = try await bench.call("sms.inbox", "{}")["result"]["messages"]
    #expect(newer.elements.compactMap { $0["phoneMasked"].text } == ["135****2", "135****1"])
    await bench.stop()
  }

  @Test("an inbox that does not answer is told as such")
  func down() async throws {
    let bench = try await NumberWindow(answer: nil)
    let answer = try await bench.call("sms.inbox", "{}")
    #expect(SignInTests.reason(answer) == "sms.gatewayDown")
    await bench.stop()
  }

  @Test("at a window whose messages go to telephones there is none, and no answer holds a code")
  func real() async throws {
    let gateway = try RunningProgram(
      "/usr/bin/python3", [Programs.repository + "/Tools/sms-gateway.py"])
    let port = try await gateway.outputLine { $0.hasPrefix("ready ") }.dropFirst(6)
    let window = try await PCSCWindow(
      configuration: Kiosk.standInPortraits
        + "sms.gateway = http\nsms.url = http://127.0.0.1:\(port)/plain?to=${number}&text=${text}\n")
    let folder = window.kiosk.folder
    try await window.reader.put(
      try Cards.write(SyntheticPeople(seed: 22).citizen(1), to: "first", in: folder))
    let read = try await Kiosk.client(["read", "--json", "--timeout", "20", "--file"], in: folder)
    let session = try #require(read.json["session"].text)
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    let params = #"{"session":"\#(session)","purpose":"bind","phone":"\#(phone)","faceConfirmed":true}"#
    let sent = try await client.call(2, "phone.sendCode", params)
    let got = try await gateway.outputLine { $0.hasPrefix("got \(phone) ") }
    let runs = got.dropFirst(16).split { !$0.isNumber }.filter { $0.count == 6 }
    let code = String(try #require(runs.first))
    let inbox = try await client.call(3, "sms.inbox")
    #expect(SignInTests.reason(inbox) == "sms.noInbox")
    let status = try await client.call(4, "status")
    #expect(!status["result"]["trialInbox"].exists)
    let shown = try await client.call(5, "phone.show", #"{"session":"\#(session)"}"#)
    let queue = try await client.call(6, "sms.queue")
    #expect(shown["result"]["waiting"].exists && queue["result"]["messages"].elements.count == 1)
    for answer in [sent, inbox, status, shown, queue] { #expect(!"\(answer)".contains(code)) }
    await window.stop()
    await gateway.stop()
  }

  @Test("without any gateway there is none either")
  func unconfigured() async throws {
    let kiosk = try await SignInTests.kiosk([:])
    let client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
    #expect(SignInTests.reason(try await client.call(2, "sms.inbox")) == "sms.noInbox")
    await kiosk.stop()
  }
}
