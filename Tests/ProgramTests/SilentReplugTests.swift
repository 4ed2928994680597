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
}
