import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Reading a card through a real pcscd", .timeLimit(.minutes(2)))
struct ReadingTests {
  @Test("every card of Fixtures/cards is read as its file says")
  func fixtures() async throws {
    let window = try await PCSCWindow()
    try #require(Cards.all.count >= 20)
    for name in Cards.all {
      try await window.lay(Cards.path(name))
      let answer = try await window.read()
      #expect(answer.status == 0, "\(name): \(answer.errors)")
      let expected = JSONValue(try Cards.file(name).expected)
      #expect(answer.json["document"].equals(expected["document"]), "\(name): \(answer.json["document"])")
      let findings = answer.json["findings"].elements.map { "\($0["field"]) \($0["code"])" }.sorted()
      #expect(
        findings == expected["findings"].elements.map { "\($0["field"]) \($0["code"])" }.sorted(), "\(name)")
      #expect(answer.json["portrait"]["state"].text == "decoded")
      try await window.lift()
    }
    await window.stop()
  }

  @Test("a reading has the members of the protocol, and nothing that its link or clerk does not have")
  func members() async throws {
    let window = try await PCSCWindow(card: "1")
    let json = try await window.read().json
    #expect(
      json.names == ["document", "findings", "portrait", "readAt", "reader", "session", "timing", "window"])
    #expect(json["reader"].names == ["id", "link", "name"])
    #expect(json["reader"]["link"].text == "pcsc")
    #expect(json["timing"].names == ["findMs", "portraitMs", "readMs", "totalMs"])
    #expect(json["window"].text == "test-window")
    let at = try #require(json["readAt"].text)
    #expect(at.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/) != nil)
    let png = try #require(json["portrait"]["data"].text.flatMap { Data(base64Encoded: $0) })
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(json["portrait"]["width"].number == 102)
    #expect(json["portrait"]["height"].number == 126)
    await window.stop()
  }

  @Test("a person at a terminal sees the fields in Chinese and English, and gets the portrait as a file")
  func text() async throws {
    let window = try await PCSCWindow(card: Cards.path("citizen-ordinary"))
    let expected = JSONValue(try Cards.file("citizen-ordinary").expected)["document"]
    let picture = window.kiosk.folder.file("portrait.png")
    let answer = try await window.kiosk.client("read", "--file", "--portrait", picture)
    #expect(answer.status == 0)
    #expect(answer.output.contains("姓名 name: \(expected["name"])"))
    #expect(answer.output.contains("号码 number: \(expected["number"])"))
    #expect(answer.output.contains("已建档 filed"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: picture)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let again = try await window.kiosk.client("read", "--file", "--portrait", picture)
    #expect(again.status == 73, "the file is there already")
    #expect(again.output.contains("已建档 filed"))
    await window.stop()
  }

  @Test("the answer to a card that no page reader can read says that it needs a security module")
  func ordinaryCard() async throws {
    let window = try await PCSCWindow(card: "ordinary")
    let answer = try await window.read()
    #expect(answer.status != 0)
    #expect(answer.json["error"]["reason"].text == "card.needsSAM")
    for member in ["message", "action"] { #expect(answer.json["error"][member].text?.isEmpty == false) }
    #expect(answer.json["error"]["retry"].flag != nil)
    await window.stop()
  }

  @Test("a card that needs another reader is told by its looks, and by its number where the reader gives it")
  func looks() async throws {
    let window = try await PCSCWindow(card: "bare")
    let answer = try await Kiosk.client(["read", "--timeout", "20"], in: window.kiosk.folder)
    #expect(answer.errors.contains("身份证件 an identity card，芯片号 chip number 1032547698BADCFE"))
    #expect(answer.errors.contains("card.needsSAM"))
    try await window.lift()
    try await window.lay("ordinary")
    let client = try await window.kiosk.watch()
    _ = try await client.call(5, "card.read", #"{"timeoutSeconds":20}"#)
    let told = client.lines.map { JSONValue($0) }.filter { $0["params"]["card"].exists }
    #expect(told.map(\.["params"]["card"]["kind"].text) == ["identityCard"])
    #expect(told.allSatisfy { $0["params"]["card"].names == ["kind"] })
    await window.stop()
  }
}
