import TestSupport
import Testing

@Suite("A window whose pcscd comes and goes", .timeLimit(.minutes(2)))
struct CardDaemonTests {
  /// How one pcscd makes way for the next.
  enum Exchange: String, CaseIterable, Sendable {
    /// Its socket stays, and the next client starts the new one, as systemd does in an upgrade.
    case activated
    /// A new process with a new socket in the old one's place.
    case replaced
  }

  @Test(
    "reads behind one that its first client starts, and behind each that takes its place",
    arguments: Exchange.allCases)
  func exchanged(how: Exchange) async throws {
    let window = try await PCSCWindow(activated: how == .activated)
    let cards = [try ExpectedCard("citizen-ordinary"), try ExpectedCard("permit-taiwan")]
    let isGone: @Sendable (JSONValue) -> Bool = {
      $0["params"]["id"].text == PCSCWindow.readerID && $0["params"]["present"].flag == false
    }
    var sessions: Set<String> = []
    for round in 0..<4 {
      let card = cards[round % 2]
      try await window.lay(card.path)
      let reading = try await window.read("--file").json
      card.expect(reading, "round \(round)")
      sessions.insert(try #require(reading["session"].text))
      let found = window.watcher.count { $0["params"]["state"].text == "found" }
      // Gently and not; the card lies there until the new one has come.
      try await window.reader.command(round % 2 == 0 ? "pcscd kill" : "pcscd stop")
      if how == .replaced { try await window.reader.command("pcscd start") }
      _ = try await window.watcher.line(number: round + 1, isGone)
      // The same card counts anew behind the new pcscd: nobody can know that it was not exchanged.
      _ = try await window.watcher.line(number: found + 1) { $0["params"]["state"].text == "found" }
      let again = try await window.read().json
      card.expect(again, "after round \(round)")
      sessions.insert(try #require(again["session"].text))
      try await window.lift()
    }
    #expect(sessions.count == 8)
    let starts = window.reader.program.output.count { $0 == "pcscd activated" }
    #expect(starts == (how == .activated ? 5 : 0))
    await window.stop()
  }
}
