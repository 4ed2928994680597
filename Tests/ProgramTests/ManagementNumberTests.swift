import Emulation
import Foundation
import SAMProtocol
import TestSupport
import Testing

@Suite("The management number of a card", .timeLimit(.minutes(2)))
struct ManagementNumberTests {
  /// A line of the configuration that names a file for readers that are asked for the number.
  static func line(_ heading: String, _ settings: String, in folder: ScratchFolder) throws -> String {
    let file = try folder.write(
      """
      name = SAM, asked for the management number
      \(settings)
      facts = §1.2
      tested = not
      sam.managementNumber = yes
      [\(heading)]
      name = a reader
      certainty = -
      """, to: "asked.reader")
    return "readers.files = \(file)\n"
  }

  /// What stands on a card of Fixtures/cards.
  static func number(_ name: String) throws -> [UInt8] {
    let file = try Cards.file(name)
    return VirtualSAM.managementNumber(of: SAMCardBlocks(text: file.text, photo: file.photo))
  }

  @Test(
    "is in the reading where the reader's file asks for it and the card has one; no file or log line keeps it"
  )
  func told() async throws {
    let aside = try ScratchFolder()
    let window = try await USBWindow(
      card: Cards.path("citizen-ordinary"),
      configuration: Kiosk.standInPortraits + "\n"
        + Self.line("0400:C35A", "shape = frames", in: aside))
    var marks = SecretMarks()
    for name in ["citizen-ordinary", "permit-taiwan"] {
      try await window.reader.do("card " + Cards.path(name))
      let reading = try await window.read("--file").json
      try ExpectedCard(name).expect(reading)
      let number = try Self.number(name)
      #expect(reading["managementNumber"].text == Data(number).base64EncodedString())
      marks.add(name, block: number)
    }
    #expect(try await window.requests("3005") == 2)
    #expect(try marks.found(in: window.kiosk.folder) == [])
    // People get it in no list: only a program that asks for the whole reading does.
    let shown = try await window.kiosk.client("read", "--timeout", "30")
    #expect(shown.status == 0 && marks.found(in: [shown.output, shown.errors]) == [])

    try await window.reader.do("card " + Cards.path("citizen-ordinary"))
    try await window.reader.do("management none")
    let blank = try await window.read().json
    try ExpectedCard("citizen-ordinary").expect(blank)
    #expect(blank["managementNumber"].text == "")

    for fault in ["status 21", "status 41", "drop", "checksum"] {
      try await window.reader.do("card " + Cards.path("permit-taiwan"))
      try await window.reader.do("fault management \(fault)")
      let refused = try await window.read().json
      try ExpectedCard("permit-taiwan").expect(refused, "\(fault)")
      #expect(!refused["managementNumber"].exists, "\(fault)")
      try await window.reader.do("fault clear")
    }
    await window.stop()
    #expect(try marks.found(in: window.kiosk.folder) == [])
    let daemons = [window.kiosk.readerDaemon, window.kiosk.counterDaemon]
    #expect(marks.found(in: daemons.flatMap { $0.errors + $0.output }) == [])
  }

  @Test("is not asked for otherwise")
  func unasked() async throws {
    let window = try await USBWindow(card: Cards.path("citizen-ordinary"))
    let reading = try await window.read().json
    try ExpectedCard("citizen-ordinary").expect(reading)
    #expect(!reading["managementNumber"].exists)
    #expect(try await window.requests("3005") == 0)
    await window.stop()
  }
}
