import TestSupport
import Testing

/// What a suspend does to a bus: every device is another one, and nobody said so.
@Suite("Readers that went and came back without an event", .timeLimit(.minutes(3)))
struct SilentReplugTests {
  static let shapes: [MockUSBReader.Shape] =
    FullRun.isAsked
    ? [.split, .single, .chunks, .chunksInterrupt, .plain, .feature, .counted] : [.split, .plain]

  @Test("are noticed at the next exchange and read again, all of them", arguments: shapes)
  func replugged(shape: MockUSBReader.Shape) async throws {
    let reader = try await MockUSBReader(shape, ports: [1, 2])
    let window = try await USBWindow(reader) { reader in
      for port in [1, 2] { try await reader.do("plug", port: port) }
    }
    for port in [1, 2] { #expect(try await window.settled(port: port)["state"].text == "ready") }
    let watcher = try await window.kiosk.watch()
    try await reader.do("events off")
    for port in [1, 2] { try await reader.do("replug", port: port) }
    try await reader.do("events on")
    let card = try ExpectedCard("citizen-ordinary")
    for port in [1, 2] { try await reader.do("card " + card.path, port: port) }
    // Whichever is asked first finds both.
    #expect(try await window.read("--reader", reader.id(port: 1)).json.reason == "reader.gone")
    for port in [1, 2] {
      _ = try await watcher.line {
        $0["params"]["id"].text == reader.id(port: port) && $0["params"]["reader"]["state"].text == "ready"
      }
      card.expect(try await window.read("--reader", reader.id(port: port)).json, "port \(port)")
    }
    await window.stop()
  }

  /// The waits of the reader daemon are on a clock that nobody sets (SteppedWaitTests); here the counter's time of day jumps.
  @Test(
    "are found as well when the time of day jumped meanwhile, and are filed from",
    arguments: [9 * 3_600, -40 * 86_400])
  func clockJumped(seconds: Int) async throws {
    let folder = try ScratchFolder()
    let clock = try SteppedClock(at: folder.file("time-of-day"))
    let window = try await USBWindow(try await MockUSBReader(.single), clock: clock) {
      try await $0.do("plug")
    }
    #expect(try await window.settled()["state"].text == "ready")
    let (first, second) = (try ExpectedCard("citizen-ordinary"), try ExpectedCard("permit-taiwan"))
    try await window.reader.do("card " + first.path)
    let before = try await window.read("--file").json
    first.expect(before)
    #expect(try await time(window).hasPrefix("2027-01-01T00:"))
    let watcher = try await window.kiosk.watch()
    try await window.reader.do("events off")
    try await window.reader.do("replug")
    try clock.step(to: clock.seconds + seconds)
    try await window.reader.do("events on")
    try await window.reader.do("card " + second.path)
    #expect(try await window.read("--file").json.reason == "reader.gone")
    _ = try await watcher.line { $0["params"]["reader"]["state"].text == "ready" }
    let after = try await window.read("--file").json
    second.expect(after)
    #expect(after["filing"]["outcome"].text == "filed")
    #expect(try await time(window).hasPrefix(seconds > 0 ? "2027-01-01T09:" : "2026-11-22T00:"))
    // What was read before is over, whatever the clock says.
    let session = try #require(before["session"].text)
    let refused = try await watcher.call(9, "card.file", #"{"session":"\#(session)"}"#)
    #expect(refused["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }

  /// The counter's time of day: asking for the audit trail is itself a line of it.
  private func time(_ window: USBWindow) async throws -> String {
    try #require(try await window.kiosk.client("audit", "list", "--json").json["lines"][0]["at"].text)
  }
}
