import TestSupport
import Testing

@Suite("Reading a card over the real libusb", .timeLimit(.minutes(2)))
struct USBReadingTests {
  static let cards = [
    ("citizen-ordinary", "residentIdentityCard"), ("permit-hong-kong", "hkMacaoTaiwanResidencePermit"),
    ("foreigner2017-ordinary", "foreignPermanentResidentCard2017"),
    ("foreigner2023-linked", "foreignPermanentResidentCard2023"),
  ]

  @Test(
    "every kind of card is read and filed over both wirings, document and portrait",
    arguments: MockUSBReader.Wiring.allCases)
  func kinds(wiring: MockUSBReader.Wiring) async throws {
    let window = try await USBWindow(wiring)
    for (name, kind) in Self.cards {
      let card = try ExpectedCard(name)
      try await window.reader.do("card " + card.path)
      let answer = try await window.read("--file")
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(answer.json["document"]["kind"].text == kind)
      card.expect(answer.json)
      #expect(answer.json["filing"]["outcome"].text == "filed")
    }
    #expect(
      try await window.kiosk.client("person", "list", "--json").json["total"].number == Self.cards.count)
    await window.stop()
  }

  @Test("a reading tells the link, the module's number as printed, and how long each step took")
  func members() async throws {
    let window = try await USBWindow(card: "1")
    let json = try await window.read().json
    #expect(
      json.names == ["document", "findings", "portrait", "readAt", "reader", "session", "timing", "window"])
    #expect(json["reader"].names == ["id", "link", "name", "samId"])
    #expect(json["reader"]["id"].text == USBWindow.readerID)
    #expect(json["reader"]["link"].text == "usb")
    #expect(json["reader"]["name"].text == "Virtual SAM reader")
    #expect(json["reader"]["samId"].text == "05.01-20101129-0001228293-0296863149")
    #expect(json["timing"].names == ["findMs", "portraitMs", "readMs", "selectMs", "totalMs"])
    let listed = try await window.kiosk.client("readers", "--json").json["readers"][0]
    #expect(listed["samId"].text == "05.01-20101129-0001228293-0296863149")
    #expect(listed["state"].text == "ready")
    await window.stop()
  }

  @Test(
    "a reading tells the newest address of the card, and which device it came from by its own serial number")
  func address() async throws {
    let reader = try await MockUSBReader(.single, serial: "SN-0042")
    let window = try await USBWindow(reader) { reader in
      try await reader.do("card " + Cards.path("citizen-ordinary"))
      try await reader.do("address 浦江路1号")
      try await reader.do("plug")
    }
    let json = try await window.read("--file").json
    #expect(json["document"]["newestAddress"].text == "浦江路1号")
    #expect(json["reader"]["serial"].text == "SN-0042")
    #expect(try await window.settled()["serial"].text == "SN-0042")
    try await window.reader.do("card " + Cards.path("permit-taiwan"))
    #expect(try await window.read().json["document"]["newestAddress"].text == "")
    try await window.reader.do("fault address status 21")
    try await window.reader.do("card " + Cards.path("citizen-ordinary"))
    #expect(try await window.read().json["document"]["newestAddress"].exists == false)
    await window.stop()
  }

  @Test("the steps of a read are told while it goes on")
  func steps() async throws {
    let window = try await USBWindow(card: "1")
    let client = try await window.kiosk.watch()
    let answer = try await client.call(5, "card.read", #"{"timeoutSeconds":30,"file":true}"#)
    #expect(answer["result"]["document"].exists)
    let told = client.lines.map { JSONValue($0) }.filter { $0["method"].text == "read.progress" }
    #expect(told.map(\.["params"]["step"].text) == ["select", "read", "portrait", "filing"])
    #expect(told.allSatisfy { $0["params"].names == ["reader", "session", "step"] })
    await window.stop()
  }

  @Test("an empty reader is asked while somebody waits at it, and never otherwise")
  func asking() async throws {
    let window = try await USBWindow(ports: [1, 2])
    let before = try await window.requests("2001")
    #expect(before == 0)
    let waiting = try await window.read("--reader", USBWindow.readerID, timeout: 1)
    #expect(waiting.json.reason == "card.timeout")
    let asked = try await window.requests("2001")
    #expect(asked > 1)
    // While a whole read goes on at the other reader, at a real module's pace.
    try await window.reader.do("times typical", port: 2)
    try await window.reader.do("card 2", port: 2)
    #expect(try await window.read("--reader", window.reader.id(port: 2)).status == 0)
    #expect(try await window.requests("2001") == asked)
    await window.stop()
  }
}
