import TestSupport
import Testing

@Suite("Reading a card over readers of other shapes", .timeLimit(.minutes(2)))
struct HIDReadingTests {
  @Test("every published shape is read, document and portrait, and tells its link")
  func shapes() async throws {
    let shapes: [(MockUSBReader.Shape, String)] = [
      (.plain, "hid"), (.feature, "hid"), (.counted, "hid"), (.chunks, "usb"),
      (.chunksInterrupt, "usb"),
    ]
    for (shape, link) in shapes {
      let window = try await USBWindow(try await MockUSBReader(shape)) { reader in
        try await reader.do("card " + Cards.path("citizen-ordinary"))
        try await reader.do("plug")
      }
      #expect(try await window.settled()["state"].text == "ready", "\(shape)")
      let answer = try await window.read("--file")
      try ExpectedCard("citizen-ordinary").expect(answer.json, "\(shape)")
      #expect(answer.json["reader"]["id"].text == window.reader.id())
      #expect(answer.json["reader"]["link"].text == link)
      #expect(answer.json["filing"]["outcome"].text == "filed")
      await window.stop()
    }
  }

  @Test("a reader that only the administrator's file describes is read like any other")
  func own() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(
      """
      name = Counter HID readers
      shape = reports
      facts = §2.4
      tested = not
      report.preamble = no
      [1234:ABCD]
      name = A reader without preamble
      certainty = -
      """, to: "own.reader")
    let window = try await USBWindow(
      try await MockUSBReader(.bare, usb: "1234:abcd"),
      configuration: Kiosk.standInPortraits + "\nreaders.files = \(file)\n"
    ) { reader in
      try await reader.do("card " + Cards.path("permit-hong-kong"))
      try await reader.do("plug")
    }
    #expect(try await window.settled()["samId"].text == "05.01-20101129-0001228293-0296863149")
    try ExpectedCard("permit-hong-kong").expect(try await window.read().json)
    await window.stop()
  }

  @Test("a reader whose framing nobody published is named as not supported, and nothing is sent to it")
  func unpublished() async throws {
    let window = try await USBWindow(try await MockUSBReader(.silent)) { try await $0.do("plug") }
    let listed = try await window.settled()
    #expect(listed["failure"]["reason"].text == "reader.unsupported")
    #expect(listed["name"].text == "Virtual SAM reader")
    #expect(try await window.read().json.reason == "reader.unsupported")
    #expect(
      window.reader.bridge.output.allSatisfy { !["opened", "claimed", "something was sent"].contains($0) })
    await window.stop()
  }
}
