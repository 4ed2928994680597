import Emulation
import Foundation
import TestSupport
import Testing

/// A whole window that hands users over for portals, asked by whoever stands there and by the portals' servers.
final class HandOffWindow: Sendable {
  static let origin = "https://portal.example"
  static let lines =
    Kiosk.standInPortraits + """
      page.port = 0
      portal.origins = \(origin), https://other.example:8443
      portal.names = \(origin)=建管平台
      portal.accounts = city=\(origin), trusted=\(origin), roster=https://other.example:8443

      """

  let window: PCSCWindow
  let page: PagePost
  let card: SyntheticCard

  init() async throws {
    window = try await PCSCWindow(configuration: Self.lines)
    page = try await PagePost(window.kiosk.counterDaemon)
    card = SyntheticPeople(seed: 88).citizen(8)
    try window.kiosk.folder.write(SignInTests.password + "\n", to: "password")
    for (name, role) in [("city", "portal"), ("trusted", "portalFull"), ("roster", "portal")] {
      let added = try await window.kiosk.client(
        "clerk", "add", name, "--role", role, "--password-file", window.kiosk.folder.file("password"))
      #expect(added.status == 0, "\(added.errors)")
    }
  }

  static func nonce() -> String { UUID().uuidString.replacingOccurrences(of: "-", with: "") }

  static func link(_ nonce: String, _ returnTo: String = origin + "/back?x=1", _ more: String = "") -> String
  {
    #"{"nonce":"\#(nonce)","returnTo":"\#(returnTo)"\#(more)}"#
  }

  /// Lays the card and reads it as somebody without an account; the session.
  func read() async throws -> String {
    try await window.lay(try Cards.write(card, to: "person", in: window.kiosk.folder))
    let reading = try await page.call("card.read", #"{"timeoutSeconds":20}"#)
    return try #require(reading["result"]["session"].text, "\(reading)")
  }

  /// Ends a visit; the answer.
  func close(_ nonce: String, _ ending: String, session: String? = nil) async throws -> JSONValue {
    let more = #","ending":"\#(ending)""# + (session.map { #","session":"\#($0)""# } ?? "")
    return try await page.call("handoff.close", Self.link(nonce, Self.origin + "/back?x=1", more))
  }

  /// Reads the card, files it and lifts it; the statement.
  func statement(_ nonce: String = nonce()) async throws -> String {
    let session = try await read()
    let closed = try await close(nonce, "done", session: session)
    _ = try await page.call("card.done", #"{"session":"\#(session)"}"#)
    try await window.lift()
    return try #require(closed["result"]["statement"].text, "\(closed)")
  }

  /// A portal's server, signed in.
  func server(_ account: String) async throws -> WireClient {
    let client = try WireClient(window.kiosk.folder.file("counter.sock"))
    try await client.hello()
    #expect(try await SignInTests.signIn(client, 2, account)["result"].exists)
    return client
  }

  /// What it is told of a statement.
  static func ask(_ server: WireClient, _ id: Int, _ statement: String, full: Bool = false) async throws
    -> JSONValue
  {
    try await server.call(id, "handoff.person", #"{"statement":"\#(statement)","full":\#(full)}"#)
  }

  /// What the example of the documentation says of a statement, and its exit status.
  func proven(_ statement: String, _ nonce: String, origin: String = origin) async throws -> (
    Int32, JSONValue
  ) {
    let key = try window.kiosk.folder.write(
      try await window.kiosk.client("window", "key").output + "\n", to: "window.pem")
    let example = try RunningProgram(
      "/usr/bin/python3", [Programs.repository + "/docs/examples/handoff.py", key, origin, nonce])
    example.write(statement)
    example.closeInput()
    let status = await example.wait()
    return (status, JSONValue(example.output.joined()))
  }

  /// The newest lines of the audit trail before the one about looking at it.
  func trail(_ count: Int) async throws -> [JSONValue] {
    let list = try await window.kiosk.client("audit", "list", "--limit", "\(count + 1)", "--json")
    return Array(list.json["lines"].elements.dropFirst())
  }

  func stop() async { await window.stop() }
}
