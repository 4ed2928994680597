import TestSupport
import Testing

@Suite("Reading a card over a serial port", .timeLimit(.minutes(2)))
struct SerialReadingTests {
  /// The programs with a port in their configuration.
  private func kiosk(_ ports: String?) async throws -> Kiosk {
    let line = ports.map { "readers.serial = \($0)\n" } ?? ""
    return try await Kiosk(
      folder: try ScratchFolder(), links: "serial", configuration: Kiosk.standInPortraits + "\n" + line)
  }

  @Test("a card is read and filed, document and portrait, also after the reader was away")
  func reading() async throws {
    let reader = try await MockSerialReader(card: Cards.path("citizen-ordinary"))
    let kiosk = try await kiosk(reader.path)
    let answer = try await kiosk.client("read", "--json", "--file", "--timeout", "30")
    try ExpectedCard("citizen-ordinary").expect(answer.json, "\(answer.errors)")
    #expect(answer.json["reader"]["link"].text == "serial")
    #expect(answer.json["reader"]["samId"].text == "05.01-20101129-0001228293-0296863149")
    #expect(answer.json["filing"]["outcome"].text == "filed")

    let watcher = try await kiosk.watch()
    try await reader.do("unplug")
    _ = try await watcher.line { $0["params"]["present"].flag == false }
    #expect(try await kiosk.client("read", "--json", "--timeout", "1").json.reason == "reader.none")
    try await reader.do("put " + Cards.path("permit-taiwan"))
    try await reader.do("plug")
    _ = try await watcher.line { $0["params"]["reader"]["state"].text == "ready" }
    let next = try await kiosk.client("read", "--json", "--timeout", "30")
    try ExpectedCard("permit-taiwan").expect(next.json)
    await kiosk.stop()
    await reader.stop()
  }

  @Test("a port that the configuration does not name is never opened")
  func unnamed() async throws {
    let reader = try await MockSerialReader(card: "1")
    let kiosk = try await kiosk(nil)
    #expect(try await kiosk.client("read", "--json", "--timeout", "1").json.reason == "reader.none")
    try await reader.do("times instant")
    #expect(reader.program.output.allSatisfy { !$0.hasPrefix("request") })
    await kiosk.stop()
    await reader.stop()
  }
}
