import Emulation
import Foundation
import IdentityDocuments
import TestSupport
import Testing

@Suite("Hand-off at windows of one centre", .timeLimit(.minutes(3)))
struct HandOffCentreTests {
  private static let origin = "https://portal.example"
  private static let lines = "portal.origins = \(origin)\nportal.accounts = city=\(origin)\n"
  private let people = SyntheticPeople(seed: 89)

  /// Ends a visit at a window with the reading of the session; the answer.
  private func close(_ client: WireClient, _ id: Int, _ session: String) async throws -> JSONValue {
    let nonce = UUID().uuidString.replacingOccurrences(of: "-", with: "")
    return try await client.call(
      id, "handoff.close",
      #"{"nonce":"\#(nonce)","returnTo":"\#(Self.origin)/","ending":"done","session":"\#(session)"}"#)
  }

  /// Reads a card at a window and ends the visit.
  private func visit(
    _ window: CentreWindow, _ client: WireClient, _ id: Int, _ card: SyntheticCard
  ) async throws -> JSONValue {
    try await window.with(card) {
      let reading = try await client.call(id, "card.read", #"{"timeoutSeconds":20}"#)["result"]
      let closed = try await close(client, id + 1, try #require(reading["session"].text))
      _ = try await client.call(id + 2, "card.done")
      return closed["result"]
    }
  }

  @Test("what one window signed is good at any other, once; a conflict and a centre that is away name nobody")
  func centre() async throws {
    let server = try await PostgreSQLServer()
    let target = try await server.makeSchema()
    let first = try await CentreWindow(target, id: "window-a", Self.lines)
    let second = try await CentreWindow(target, keysOf: first, id: "window-b", Self.lines)
    let folder = second.window.kiosk.folder
    try folder.write(SignInTests.password + "\n", to: "password")
    let added = try await Kiosk.client(
      ["clerk", "add", "city", "--role", "portal", "--password-file", folder.file("password")], in: folder)
    #expect(added.status == 0, "\(added.errors)")
    let card = people.citizen(0)
    let closed = try await visit(first, first.window.watcher, 10, card)
    #expect(closed["outcome"].text == "done", "\(closed)")
    let statement = try #require(closed["statement"].text)
    let ask = #"{"statement":"\#(statement)"}"#
    for (window, reason) in [(second, nil), (first, "handoff.replayed"), (second, "handoff.replayed")] {
      let portal = try WireClient(window.window.kiosk.folder.file("counter.sock"))
      try await portal.hello()
      #expect(try await SignInTests.signIn(portal, 2, "city")["result"].exists)
      let answer = try await portal.call(3, "handoff.person", ask)
      #expect(SignInTests.reason(answer) == reason, "\(answer)")
      if reason == nil { #expect(answer["result"]["window"].text == "window-a", "\(answer)") }
    }
    var other = card
    other.sex = card.sex.code == "1" ? .init(code: "2", name: "女") : .init(code: "1", name: "男")
    #expect(try await visit(second, second.window.watcher, 20, other)["outcome"].text == "conflict")
    await server.kill()
    let queued = try await visit(first, first.window.watcher, 30, people.citizen(1))
    #expect(queued["outcome"].text == "queued" && queued["statement"].exists, "\(queued)")
    await first.stop()
    await second.stop()
  }
}
