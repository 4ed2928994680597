import Emulation
import Foundation
import KioskProtocol
import TestSupport
import Testing

@Suite("Who is on file, as a clerk sees it", .timeLimit(.minutes(2)))
struct PersonCallTests {
  /// A window with one person on file; the person's id, the card, and the session that still lives.
  private struct Filed {
    let window: PCSCWindow
    let card: SyntheticCard
    let person: String
    let session: String
    let client: WireClient

    init() async throws {
      window = try await PCSCWindow()
      card = SyntheticPeople(seed: 21).citizen(8)
      try await window.lay(try Cards.write(card, to: "person", in: window.kiosk.folder))
      let reading = try await window.read("--file")
      person = try #require(reading.json["filing"]["person"].text)
      session = try #require(reading.json["session"].text)
      client = try WireClient(window.kiosk.folder.file("counter.sock"))
      try await client.hello()
    }

    /// The newest line of the audit trail before the one about looking at it.
    func lastLine() async throws -> JSONValue {
      let list = try await window.kiosk.client("audit", "list", "--limit", "2", "--json")
      let lines = list.json["lines"].elements
      try #require(lines.first?["act"].text == "audit.read")
      return try #require(lines.dropFirst().first)
    }

    func hides(_ answer: JSONValue) -> Bool {
      let text = "\(answer)"
      return !text.contains(card.number) && !text.contains(card.name) && !text.contains(card.address)
    }
  }

  @Test("seeing a person is masked and audited, showing gives every value and the portrait")
  func seeing() async throws {
    let filed = try await Filed()
    let seen = try await filed.client.call(2, "person.see", #"{"person":"\#(filed.person)"}"#)["result"]
    #expect(seen["person"].text == filed.person && seen["window"].text == "test-window")
    #expect(seen["numberMasked"].text == "\(filed.card.number.prefix(3))*****\(filed.card.number.suffix(3))")
    #expect(seen["nameMasked"].text?.hasSuffix("＊") == true)
    #expect(seen["portrait"].text == "kept" && seen["typed"].flag == false && seen["versions"].number == 1)
    #expect(seen["reader"]["link"].text == "pcsc" && seen["lastReadAt"].exists)
    #expect(filed.hides(seen))
    let line = try await filed.lastLine()
    #expect(line["act"].text == "person.see" && line["whom"].text?.count == 64)
    let byNumber = try await filed.client.call(
      3, "person.see", #"{"number":" \#(filed.card.number.lowercased()) "}"#)["result"]
    #expect(byNumber.equals(seen))
    let shown = try await filed.client.call(4, "person.show", #"{"person":"\#(filed.person)"}"#)["result"]
    #expect(shown["current"]["document"]["number"].text == filed.card.number)
    #expect(shown["portrait"]["state"].text == "decoded" && shown["portrait"]["data"].exists)
    #expect(try await filed.lastLine()["act"].text == "person.show")
    await filed.window.stop()
  }

  @Test(
    "turning the pages of the masked list of everybody makes no line of the trail; looking for somebody does")
  func listing() async throws {
    let filed = try await Filed()
    _ = try await filed.lastLine()
    let list = try await filed.client.call(2, "person.list")["result"]
    #expect(list["total"].number == 1 && list["persons"][0]["person"].text == filed.person)
    #expect(filed.hides(list))
    // The line before this look at the trail is the look before.
    #expect(try await filed.lastLine()["act"].text == "audit.read")
    _ = try await filed.client.call(3, "person.search", #"{"limit":1}"#)
    #expect(try await filed.lastLine()["act"].text == "person.list")
    await filed.window.stop()
  }

  @Test("a search is masked, by number or by day and window, and stands in the trail, found or not")
  func searching() async throws {
    let filed = try await Filed()
    let client = filed.client
    let found = try await client.call(2, "person.search", #"{"number":"\#(filed.card.number)"}"#)["result"]
    #expect(found["total"].number == 1 && found["persons"][0]["person"].text == filed.person)
    #expect(filed.hides(found))
    let line = try await filed.lastLine()
    #expect(line["act"].text == "person.list" && line["outcome"].text == "found")
    #expect(line["whom"].text?.count == 64)
    let unknown = try await client.call(3, "person.search", #"{"number":"110000190003071230"}"#)["result"]
    #expect(unknown["total"].number == 0 && unknown["hasMore"].flag == false)
    let missed = try await filed.lastLine()
    #expect(missed["outcome"].text == "unknown" && missed["whom"].text?.count == 64)
    #expect(missed["whom"].text != line["whom"].text)
    let window = try await client.call(
      4, "person.search", #"{"from":"2000-01-01","window":"test-window","limit":1}"#)["result"]
    #expect(window["total"].number == 1 && filed.hides(window))
    let named = try await client.call(
      6, "person.search", #"{"name":" \#(filed.card.name)　","from":"2000-01-01"}"#)["result"]
    #expect(named["total"].number == 1 && filed.hides(named))
    let mobile = try await client.call(7, "person.search", #"{"mobile":"13500000001"}"#)["result"]
    #expect(mobile["total"].number == 0)
    let batch = try await client.call(8, "person.search", #"{"batch":"1"}"#)
    #expect(batch["error"]["data"]["reason"].text == "batch.unknown")
    let elsewhere = try await client.call(5, "person.search", #"{"window":"other"}"#)["result"]
    #expect(elsewhere["total"].number == 0)
    for params in [#"{"from":"yesterday"}"#, #"{"number":" "}"#, #"{"name":"　"}"#, #"{"limit":0}"#] {
      let refused = try WireClient(filed.window.kiosk.folder.file("counter.sock"))
      try await refused.hello()
      let answer = try await refused.call(2, "person.search", params)
      #expect(answer["error"]["data"]["reason"].text == "request.badParameters")
    }
    let command = try await filed.window.kiosk.client(
      "person", "search", "--from", "2000-01-01", "--to", "2999-12-31", "--json")
    #expect(command.json["persons"][0]["person"].text == filed.person)
    let see = try await filed.window.kiosk.client("person", "see", filed.person)
    #expect(see.status == 0 && !see.output.contains(filed.card.number) && see.output.contains("test-window"))
    await filed.window.stop()
  }

  @Test("a roster finds name and portrait by number and by the card on the reader, and no more")
  func roster() async throws {
    let filed = try await Filed()
    let found = try await filed.client.call(2, "roster.find", #"{"number":"\#(filed.card.number)"}"#)[
      "result"]
    #expect(found["name"].text == filed.card.name && found["person"].text == filed.person)
    #expect(found["portrait"]["state"].text == "decoded" && found["portrait"]["width"].number == 102)
    #expect(!"\(found)".contains(filed.card.number) && !"\(found)".contains(filed.card.address))
    #expect(try await filed.lastLine()["act"].text == "roster.find")
    let card = try await filed.client.call(3, "card.person", #"{"session":"\#(filed.session)"}"#)["result"]
    #expect(card.equals(found))
    let line = try await filed.lastLine()
    #expect(line["session"].text == filed.session && line["outcome"].text == "found")
    let unknown = try await filed.client.call(4, "roster.find", #"{"number":"110000190003071230"}"#)
    #expect(unknown["error"]["data"]["reason"].text == "person.unknown")
    #expect(try await filed.lastLine()["outcome"].text == "unknown")
    #expect(try await filed.window.kiosk.client("done", filed.session).status == 0)
    let ended = try await filed.client.call(5, "card.person", #"{"session":"\#(filed.session)"}"#)
    #expect(ended["error"]["data"]["reason"].text == "session.ended")
    await filed.window.stop()
  }

  @Test("without a decoder a portrait on file says so, and costs nothing else")
  func noDecoder() async throws {
    let window = try await PCSCWindow(configuration: "", card: "1")
    let person = try #require(try await window.read("--file").json["filing"]["person"].text)
    let shown = try await window.kiosk.client("person", "show", person, "--json")
    #expect(shown.status == 0 && shown.json["current"]["document"]["number"].exists)
    #expect(shown.json["portrait"]["state"].text == "noDecoder")
    #expect(shown.json["portrait"]["reason"].text == "portrait.noDecoder")
    await window.stop()
  }

  @Test("the health of a reader counts its readings and what failed, and knows nobody")
  func health() async throws {
    let filed = try await Filed()
    #expect(try await filed.window.read().status == 0)
    try await filed.window.lift()
    let health = try await filed.client.call(2, "reader.health")["result"]
    let reader = try #require(
      health["readers"].elements.first { $0["reader"]["id"].text == PCSCWindow.readerID })
    #expect(reader["ok"].number == 1, "the same session is one reading")
    #expect(reader["since"].exists && reader["reader"]["state"].text == "ready")
    #expect(reader["steps"].elements.contains { $0["step"].text == "read" && $0["count"].number == 1 })
    #expect(filed.hides(health))
    let shown = try await filed.window.kiosk.client("readers", "--health")
    #expect(shown.status == 0 && shown.output.contains("ok 1"))
    await filed.window.stop()
  }
}
