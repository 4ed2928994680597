import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Signing in at a window whose centre is away", .timeLimit(.minutes(3)))
struct AwaySignInTests {
  private static let password = "一句好记的话 8"

  private func reason(_ answer: JSONValue) -> String? { answer["error"]["data"]["reason"].text }

  private func client(of window: CentreWindow) async throws -> WireClient {
    let client = try WireClient(window.window.kiosk.folder.file("counter.sock"))
    try await client.hello()
    return client
  }

  private func signIn(
    _ client: WireClient, _ id: Int, _ name: String, _ password: String = password
  ) async throws -> JSONValue {
    try await client.call(id, "clerk.signIn", #"{"name":"\#(name)","password":"\#(password)"}"#)
  }

  private func add(_ names: String..., at window: CentreWindow) async throws {
    let folder = window.window.kiosk.folder
    try folder.write(Self.password + "\n", to: "password")
    for name in names {
      let added = try await Kiosk.client(
        ["clerk", "add", name, "--role", "clerk", "--password-file", folder.file("password")], in: folder)
      #expect(added.status == 0, "\(added.errors)")
    }
  }

  @Test("whoever signed in here lately does so again, over a restart too, and reads; the centre hears of it")
  func signingIn() async throws {
    let server = try await PostgreSQLServer()
    let window = try await CentreWindow(try await server.makeSchema())
    let folder = window.window.kiosk.folder
    try await add("li", "wang", at: window)
    #expect(try await signIn(try await client(of: window), 2, "li")["result"]["role"].text == "clerk")
    await server.kill()
    let watcher = try await window.killed()

    let clerk = try await client(of: window)
    #expect(reason(try await signIn(clerk, 2, "wang")) == "clerk.signInAway")
    #expect(reason(try await signIn(clerk, 3, "li", "another sentence")) == "clerk.signInAway")
    #expect(try await signIn(clerk, 4, "li")["result"]["name"].text == "li")
    let words = try await Kiosk.client(
      ["status", "--clerk", "wang", "--password-file", folder.file("password")], in: folder)
    #expect(words.status != 0 && words.errors.contains("[clerk.signInAway]"), "\(words.errors)")
    #expect(words.errors.contains("中心档案库没有回应"), "\(words.errors)")
    let card = SyntheticPeople(seed: 79).citizen(0)
    try await window.window.reader.put(try Cards.write(card, to: "card", in: folder))
    let read = try await clerk.call(5, "card.read", #"{"file":true,"timeoutSeconds":20}"#)["result"]
    #expect(read["filing"]["outcome"].text == "queued", "\(read)")
    #expect(reason(try await clerk.call(6, "clerk.list")) == "rights.denied")
    #expect(try await clerk.call(7, "clerk.signOut")["result"].exists)

    try await server.start()
    try await CentreWindow.delivered(try #require(read["session"].text), "filed", to: watcher)
    let trail = try await window.ask("audit", "list", "--limit", "50")["lines"].elements
    let said = trail.map { line in
      ["actor", "act", "subject", "outcome"].map { line[$0].text ?? "-" }.joined(separator: " ")
    }
    for line in [
      "local:\(getuid()) clerk.signIn - refused", "local:\(getuid()) clerk.signIn li refused",
      "clerk:li clerk.signIn li admitted", "clerk:li clerk.signIn - signedOut",
    ] { #expect(said.contains(line), "\(line) is not in \(said)") }
    #expect(said.contains { $0.hasPrefix("clerk:li card.file ") }, "\(said)")
    #expect(said.count { $0 == "clerk:li clerk.signIn li admitted" } == 2, "\(said)")
    await window.stop()
  }

  @Test("an account that is locked at another window of the centre is out here too")
  func lockedElsewhere() async throws {
    let server = try await PostgreSQLServer()
    let target = try await server.makeSchema()
    let one = try await CentreWindow(target)
    let other = try await CentreWindow(target, keysOf: one, id: "window-2")
    try await add("li", at: one)
    let clerk = try await client(of: other)
    #expect(try await signIn(clerk, 2, "li")["result"].exists)
    let locked = try await Kiosk.client(["clerk", "lock", "li"], in: one.window.kiosk.folder)
    #expect(locked.status == 0, "\(locked.errors)")
    var id = 3
    while reason(try await clerk.call(id, "clerk.whoAmI")) != "clerk.signInExpired" {
      #expect(try await other.ask("status")["archive"]["failure"].exists == false)
      id += 1
    }
    await server.kill()
    #expect(reason(try await signIn(clerk, id + 1, "li")) == "clerk.signInAway")
    await one.stop()
    await other.stop()
  }
}
