import Foundation
import TestSupport
import Testing

/// The reader is asked for everything that it could tell of one card, and the cards are exchanged between two questions.
@Suite("A card swapped while it is read", .timeLimit(.minutes(2)))
struct SwappedCardTests {
  /// Before which question another card lies there, and whose reading it must be then: a module that is asked to go on
  /// with a card that it did not find fails, and the one that lies there is found and read from the beginning.
  private static let steps = ["select", "management", "read", "address"]

  /// Lets it happen before every step, with `tell` to command the reader, and looks at what was read and told.
  private func goThrough(
    _ steps: [String], _ kiosk: Kiosk, lay: String, _ tell: (String) async throws -> Void
  ) async throws {
    let names = ["citizen-ordinary", "permit-taiwan"]
    let watcher = try await kiosk.watch()
    var sessions: [String] = []
    for (index, step) in steps.enumerated() {
      let (first, second) = (names[index % 2], names[1 - index % 2])
      try await tell("\(lay) " + Cards.path(first))
      try await tell("fault \(step) swap \(Cards.path(second)) x1")
      let reading = try await Self.read(kiosk)
      // The newest address is asked for last: of the other card there is none then.
      let name = step == "address" ? first : second
      try ExpectedCard(name).expect(reading, "before \(step)")
      let number = Data(try ManagementNumberTests.number(name)).base64EncodedString()
      #expect(reading["managementNumber"].text == number, "before \(step)")
      #expect(reading["document"]["newestAddress"].exists == (step != "address"), "before \(step)")
      sessions.append(try #require(reading["session"].text))
    }
    // Taken away instead, there is nothing to read.
    try await tell("\(lay) " + Cards.path(names[0]))
    try await tell("fault read lift x1")
    #expect(try await Self.read(kiosk).reason == "card.removed")
    try await tell("\(lay) " + Cards.path(names[1]))
    try ExpectedCard(names[1]).expect(try await Self.read(kiosk))
    // Each session ended when the next card was found, and gives nothing any more.
    #expect(Set(sessions).count == steps.count)
    for session in sessions {
      _ = try await watcher.line {
        $0["params"]["state"].text == "ended" && $0["params"]["session"].text == session
      }
    }
    let refused = try await watcher.call(50, "card.file", #"{"session":"\#(sessions[0])"}"#)
    #expect(refused["error"]["data"]["reason"].text == "session.ended")
    #expect(try await kiosk.client("person", "list", "--json").json["total"].number == 2)
  }

  private static func read(_ kiosk: Kiosk) async throws -> JSONValue {
    try await kiosk.client("read", "--json", "--file", "--timeout", "30").json
  }

  @Test(
    "is never mixed with the other one, on readers with HID reports",
    arguments: [MockUSBReader.Shape.plain, .feature, .counted])
  func reports(shape: MockUSBReader.Shape) async throws {
    let aside = try ScratchFolder()
    let isCounted = shape == .counted
    let line = try ManagementNumberTests.line(
      isCounted ? "0483:572B" : "2B8B:2721",
      isCounted
        ? "shape = reports\nreport.length = yes\nreport.continue = FF\nsam.select = no" : "shape = reports",
      in: aside)
    let window = try await USBWindow(
      try await MockUSBReader(shape), configuration: Kiosk.standInPortraits + "\n" + line
    ) { try await $0.do("plug") }
    #expect(try await window.settled()["state"].text == "ready")
    let steps = isCounted ? Self.steps.filter { $0 != "select" } : Self.steps
    try await goThrough(steps, window.kiosk, lay: "card") { try await window.reader.do($0) }
    await window.stop()
  }

  @Test("is never mixed with the other one, on a serial port")
  func serial() async throws {
    let aside = try ScratchFolder()
    let reader = try await MockSerialReader()
    let kiosk = try await Kiosk(
      folder: try ScratchFolder(), links: "serial",
      configuration: Kiosk.standInPortraits + "\nreaders.serial = \(reader.path)\n"
        + ManagementNumberTests.line("serial", "shape = serial", in: aside))
    try await goThrough(Self.steps, kiosk, lay: "put") { try await reader.do($0) }
    await kiosk.stop()
    await reader.stop()
  }
}
