import Foundation
import TestSupport
import Testing

@Suite("Keeping the readers of a window", .timeLimit(.minutes(2)))
struct ReaderKeepingTests {
  private func kiosk(_ reader: MockSerialReader, _ more: String) async throws -> Kiosk {
    try await Kiosk(
      folder: try ScratchFolder(), links: "serial",
      configuration: Kiosk.standInPortraits + "\nreaders.serial = \(reader.path)\n\(more)\n")
  }

  /// The id of the only reader.
  private func id(_ kiosk: Kiosk) async throws -> String {
    let watcher = try await kiosk.watch()
    _ = try await watcher.call(3, "reader.list")
    let event = try await watcher.line {
      $0["result"]["readers"][0]["id"].exists || $0["params"]["reader"]["id"].exists
    }
    return try #require(event["result"]["readers"][0]["id"].text ?? event["params"]["reader"]["id"].text)
  }

  @Test(
    "what was recorded while running is a test by one command, and the driver can be checked on the reader")
  func recordAndCheck() async throws {
    let reader = try await MockSerialReader(card: Cards.path("citizen-ordinary"))
    let kiosk = try await kiosk(reader, "readers.recording = yes")
    let answer = try await kiosk.client("read", "--json", "--timeout", "30")
    try ExpectedCard("citizen-ordinary").expect(answer.json)
    let id = try await id(kiosk)
    try await reader.do("put " + Cards.path("citizen-ordinary"))
    let live = try await kiosk.client("driver", "check", "--reader", id, "--json", "--timeout", "20")
    #expect(live.status == 0)
    let lines = live.json["subjects"][0]["lines"].elements
    #expect(lines.count == 8 && lines.allSatisfy { $0["outcome"].text == "passed" }, "\(live.output)")
    #expect(try await kiosk.client("readers", "record", id, "off").status == 0)
    await kiosk.stop()
    await reader.stop()

    let folder = kiosk.folder.file("reader-state/recordings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let path = folder + "/" + (try #require(names.first))
    // No daemon runs any more.
    let check = try await kiosk.client("driver", "check", path)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    #expect(check.output.contains("✓ 通过 passed  读出卡片 reads the card"))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let number = try #require(answer.json["document"]["number"].text)
    #expect(!text.contains(number))
    let wrong = try kiosk.folder.write(
      text.replacingOccurrences(of: "= a card\n", with: "= no card\n"), to: "wrong.recording")
    let refused = try await kiosk.client("driver", "check", wrong)
    #expect(refused.status == 1)
    #expect(refused.output.contains("✗ 失败 failed  找到卡片 finds a card"))
    #expect(try await kiosk.client("driver", "check", "/none").status == 1)
  }

  @Test("a reader that the window does not know waits until it is accepted")
  func accepting() async throws {
    let reader = try await MockSerialReader(card: Cards.path("citizen-ordinary"))
    let kiosk = try await kiosk(reader, "readers.known = 05.01-20101129-0001228293-0000000000")
    let id = try await id(kiosk)
    #expect(
      try await kiosk.client("read", "--json", "--timeout", "10").json.reason == "reader.notAccepted")
    #expect(try await kiosk.client("readers").output.contains("reader.notAccepted"))
    #expect(try await kiosk.client("readers", "accept", id).status == 0)
    try ExpectedCard("citizen-ordinary").expect(
      try await kiosk.client("read", "--json", "--timeout", "30").json)
    await kiosk.stop()
    await reader.stop()
  }

  @Test("a module is reset by hand: its reader answers, its session ends, and the trail says who wanted it")
  func resetting() async throws {
    let reader = try await MockSerialReader(card: Cards.path("citizen-ordinary"))
    let kiosk = try await kiosk(reader, "")
    let id = try await id(kiosk)
    let first = try await kiosk.client("read", "--json", "--timeout", "30")
    try ExpectedCard("citizen-ordinary").expect(first.json)
    let session = try #require(first.json["session"].text)
    let watcher = try await kiosk.watch()
    let resets = reader.count("request 10FF")
    let answer = try await kiosk.client("readers", "reset", id, "--json")
    #expect(answer.status == 0 && answer.json["module"].flag == true, "\(answer.errors)")
    #expect(reader.count("request 10FF") == resets + 1)
    _ = try await watcher.line {
      $0["params"]["state"].text == "ended" && $0["params"]["session"].text == session
    }
    let shown = try await kiosk.client("readers", "reset", id)
    #expect(shown.output.contains("module reset") && shown.output.contains("就绪 ready"), "\(shown.output)")
    #expect(shown.output.contains("SAM: 05.01-20101129-0001228293-0296863149"), "\(shown.output)")
    try await reader.do("put " + Cards.path("permit-taiwan"))
    try ExpectedCard("permit-taiwan").expect(
      try await kiosk.client("read", "--json", "--timeout", "30").json)

    // A module without that command is opened anew, one that fails its self-test says so.
    try await reader.do("fault reset status 21 x1")
    #expect(try await kiosk.client("readers", "reset", id, "--json").json["module"].flag == false)
    try await reader.do("fault reset status 60 x1")
    #expect(try await kiosk.client("readers", "reset", id, "--json").json.reason == "reader.selfTestFailed")
    #expect(try await kiosk.client("readers", "reset", "none", "--json").json.reason == "reader.unknown")
    let lines = try await kiosk.client("audit", "list", "--json").json["lines"].elements
      .filter { $0["act"].text == "reader.reset" }
    #expect(lines.map { $0["outcome"].text } == ["opened", "reset", "reset"])
    #expect(lines.allSatisfy { $0["subject"].text == id && $0["role"].text == "localAdministrator" })
    await kiosk.stop()
    await reader.stop()
  }

  @Test("a reader that another program has is told with that program's name")
  func heldByAnother() async throws {
    let reader = try await MockSerialReader(card: Cards.path("citizen-ordinary"))
    let first = try await kiosk(reader, "")
    let watcher = try await first.watch()
    _ = try await watcher.call(3, "reader.list")
    _ = try await watcher.line {
      $0["result"]["readers"][0]["state"].text == "ready" || $0["params"]["reader"]["state"].text == "ready"
    }
    let second = try await kiosk(reader, "")
    _ = try await id(second)
    #expect(try await second.client("read", "--json", "--timeout", "10").json.reason == "reader.busy")
    let listed = try await second.client("readers", "--json").json["readers"][0]
    #expect(listed["failure"]["reason"].text == "reader.busy")
    // The virtual reader itself keeps its port open too; either name is right.
    let holder = try #require(listed["heldBy"].text)
    #expect(["idkiosk-readerd", "idkiosk-emulato"].contains(holder))
    #expect(try await second.client("readers").output.contains("held by: \(holder)"))
    await second.stop()
    await first.stop()
    await reader.stop()
  }
}
