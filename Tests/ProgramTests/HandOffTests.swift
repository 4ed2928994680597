import Emulation
import Foundation
import Passwords
import Sealing
import TestSupport
import Testing

@Suite("Hand-off between portals and a window", .timeLimit(.minutes(2)))
struct HandOffTests {
  @Test(
    "a portal's server proves the statement with the window's key, and is told who it is, once and masked")
  func done() async throws {
    let window = try await HandOffWindow()
    let nonce = HandOffWindow.nonce()
    let opened = try await window.page.call("handoff.open", HandOffWindow.link(nonce))
    #expect(opened["result"]["portal"].text == HandOffWindow.origin)
    #expect(opened["result"]["portalName"].text == "建管平台")
    let session = try await window.read()
    let closed = try await window.close(nonce, "done", session: session)["result"]
    let statement = try #require(closed["statement"].text)
    #expect(closed["outcome"].text == "done")
    #expect(closed["address"].text == HandOffWindow.origin + "/back?x=1#idkiosk=" + statement)
    let (status, said) = try await window.proven(statement, nonce)
    #expect(status == 0 && said["outcome"].text == "done" && said["iss"].text == "test-window", "\(said)")
    #expect(said["exp"].number == (said["iat"].number ?? 0) + 120 && said["sub"].exists)
    let gave = try #require(try await window.trail(1).first)
    #expect(gave["act"].text == "handoff.return" && gave["whom"].text?.count == 64, "\(gave)")
    #expect(gave["subject"].text == HandOffWindow.origin && gave["session"].text == session)

    let server = try await window.server("city")
    let person = try await HandOffWindow.ask(server, 3, statement)["result"]
    let list = try await window.window.kiosk.client("person", "list", "--json")
    #expect(person["person"].text == list.json["persons"][0]["person"].text, "\(person)")
    #expect(person["numberMasked"].text == list.json["persons"][0]["numberMasked"].text)
    #expect(person["nonce"].text == nonce && person["portal"].text == HandOffWindow.origin)
    #expect(!person["current"].exists && !person["portrait"].exists)
    for value in [window.card.number, window.card.name, window.card.address] {
      #expect(!"\(person)".contains(value) && !"\(said)".contains(value) && !statement.contains(value))
    }
    let again = try await HandOffWindow.ask(server, 4, statement)
    #expect(SignInTests.reason(again) == "handoff.replayed")
    let lines = try await window.trail(2)
    #expect(lines.map { $0["act"].text } == ["handoff.person", "handoff.person"])
    #expect(lines.map { $0["outcome"].text } == ["handoff.replayed", "shown"])
    #expect(lines.allSatisfy { $0["actor"].text == "clerk:city" && $0["role"].text == "portal" })
    await window.stop()
  }

  @Test("every value and the portrait are for portals with that right alone, with a line of their own")
  func full() async throws {
    let window = try await HandOffWindow()
    let statement = try await window.statement()
    let refused = try await HandOffWindow.ask(try await window.server("city"), 3, statement, full: true)
    #expect(SignInTests.reason(refused) == "rights.denied")
    let shown = try await HandOffWindow.ask(try await window.server("trusted"), 3, statement, full: true)[
      "result"]
    #expect(shown["current"]["document"]["number"].text == window.card.number, "\(shown)")
    #expect(shown["portrait"]["state"].text == "decoded")
    let line = try #require(try await window.trail(1).first)
    #expect(
      line["act"].text == "handoff.show" && line["whom"].text?.count == 64 && line["outcome"].text == "shown")
    await window.stop()
  }

  @Test("cancelled and timed out visits come back signed, and name nobody")
  func without() async throws {
    let window = try await HandOffWindow()
    let server = try await window.server("city")
    for (id, ending) in ["cancelled", "timedOut"].enumerated() {
      let nonce = HandOffWindow.nonce()
      let statement = try #require(try await window.close(nonce, ending)["result"]["statement"].text)
      let (status, said) = try await window.proven(statement, nonce)
      #expect(status == 0 && said["outcome"].text == ending && !said["sub"].exists, "\(said)")
      let asked = try await HandOffWindow.ask(server, 3 + id, statement)
      #expect(SignInTests.reason(asked) == "handoff.withoutPerson")
    }
    #expect(SignInTests.reason(try await window.close(HandOffWindow.nonce(), "done")) == "session.ended")
    await window.stop()
  }

  @Test("forged, stale, and another portal's statements are told apart, and each leaves a line")
  func refused() async throws {
    let window = try await HandOffWindow()
    let nonce = HandOffWindow.nonce()
    let statement = try await window.statement(nonce)
    #expect(try await window.proven(statement, HandOffWindow.nonce()).0 != 0)
    #expect(try await window.proven(statement, nonce, origin: "https://other.example:8443").0 != 0)
    let parts = statement.split(separator: ".").map(String.init)
    let seed = try window.window.kiosk.folder.bytes("state/window.signing.key")
    let own = try SigningKey(seed: SecretBytes(copying: seed))
    func signed(_ claims: String, by key: SigningKey) throws -> String {
      let text = parts[0] + "." + Self.packed(Array(claims.utf8))
      return text + "." + Self.packed(try key.signature(of: Array(text.utf8)))
    }
    let now = Int(Date().timeIntervalSince1970)
    func claims(_ iat: Int, portal: String = HandOffWindow.origin, window: String = "test-window") -> String {
      #"{"aud":"\#(portal)","exp":\#(iat + 120),"iat":\#(iat),"iss":"\#(window)","nonce":"\#(nonce)","#
        + #""outcome":"done","sub":"AAAA"}"#
    }
    let forged = try SigningKey(seed: SecretBytes(random: 32))
    let city = try await window.server("city")
    let cases = [
      (parts[0] + "." + parts[1] + "." + parts[1], "handoff.forged"), ("x", "handoff.forged"),
      (try signed(claims(now), by: forged), "handoff.forged"),
      (try signed(claims(now, window: "window-9"), by: own), "handoff.forged"),
      // Signed by the window, with a reference that the archive never made.
      (try signed(claims(now), by: own), "handoff.forged"),
      (try signed(claims(now - 121), by: own), "handoff.stale"),
      (try signed(claims(now + 3_600), by: own), "handoff.stale"),
      (try signed(claims(now, portal: "https://other.example:8443"), by: own), "handoff.otherPortal"),
    ]
    for (id, (text, reason)) in cases.enumerated() {
      #expect(SignInTests.reason(try await HandOffWindow.ask(city, 10 + id, text)) == reason, "\(id)")
    }
    #expect(try await window.trail(cases.count).map { $0["outcome"].text } == cases.reversed().map(\.1))
    let roster = try await window.server("roster")
    #expect(SignInTests.reason(try await HandOffWindow.ask(roster, 3, statement)) == "handoff.otherPortal")
    #expect((try await window.proven(try signed(claims(now), by: forged), nonce)).0 != 0)
    // None of that used the true one up.
    #expect(try await HandOffWindow.ask(city, 50, statement)["result"]["person"].exists)
    await window.stop()
  }

  @Test("links of foreign pages and without a nonce get nothing, not even a cancelled statement")
  func links() async throws {
    let window = try await HandOffWindow()
    let nonce = HandOffWindow.nonce()
    for call in ["handoff.open", "handoff.close"] {
      let more = call == "handoff.close" ? #","ending":"cancelled""# : ""
      for (address, reason) in [
        ("https://evil.example/", "handoff.originUnknown"),
        (HandOffWindow.origin + ".evil.example/", "handoff.originUnknown"),
        (HandOffWindow.origin + "/#x", "handoff.linkInvalid"),
      ] {
        let answer = try await window.page.call(call, HandOffWindow.link(nonce, address, more))
        #expect(SignInTests.reason(answer) == reason, "\(answer)")
      }
      let short = try await window.page.call(
        call, HandOffWindow.link("short", HandOffWindow.origin + "/", more))
      #expect(SignInTests.reason(short) == "handoff.linkInvalid")
    }
    // Another clerk's reading is nobody's to hand over.
    let session = try await window.read()
    let client = try WireClient(window.window.kiosk.folder.file("counter.sock"))
    try await client.hello()
    let taken = try await client.call(
      2, "handoff.close",
      HandOffWindow.link(
        nonce, HandOffWindow.origin + "/", #","ending":"done","session":"\#(session)""#))
    #expect(SignInTests.reason(taken) == "session.notYours")
    await window.stop()
  }

  @Test("only pages of the portals lead to the page for them, whatever host, origin or referer they claim")
  func gate() async throws {
    let window = try await HandOffWindow()
    let from = [
      "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document",
    ]
    let host = "Host: 127.0.0.1:\(window.page.port)"
    let cases: [([String], Int)] = [
      ([host], 200), ([host] + from, 200),
      ([host, "Referer: \(HandOffWindow.origin)/roster"] + from, 200),
      ([host, "Referer: https://evil.example/"] + from, 403),
      ([host, "Referer: \(HandOffWindow.origin)@evil.example/"] + from, 403),
      ([host, "Referer: \(HandOffWindow.origin)/", "Referer: https://evil.example/"] + from, 400),
      ([host, "Origin: \(HandOffWindow.origin)"] + from, 403),
      ([host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"], 403),
      ([host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"], 403),
      (["Host: portal.example:\(window.page.port)"] + from, 403),
    ]
    for (index, (headers, status)) in cases.enumerated() {
      let connection = try PageConnection(port: window.page.port)
      connection.send((["GET /handoff.html HTTP/1.1"] + headers).joined(separator: "\r\n") + "\r\n\r\n")
      #expect(try await connection.answer().status == status, "\(index)")
    }
    await window.stop()
  }

  @Test("the window's key outlives a restart; one that others may read is not used")
  func key() async throws {
    let lines = "portal.origins = \(HandOffWindow.origin)\n"
    let kiosk = try await SignInTests.kiosk([:], configuration: lines)
    let first = try await kiosk.client("window", "key", "--json")
    #expect(first.json["algorithm"].text == "Ed25519" && first.json["window"].text == "test-window")
    #expect(first.json["key"].text?.count == 16)
    let plain = try await kiosk.client("window", "key").output
    #expect(plain.hasPrefix("-----BEGIN PUBLIC KEY-----\n") && plain.hasSuffix("-----END PUBLIC KEY-----"))
    let file = kiosk.folder.file("state/window.signing.key")
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    await kiosk.counterDaemon.stop()
    let again = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
    _ = try await again.errorLine { $0.hasSuffix(": ready") }
    #expect(try await kiosk.client("window", "key", "--json").output == first.output)
    await again.stop()
    chmod(file, 0o644)
    let refused = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
    #expect(await refused.wait() == 69)
    #expect(refused.errors.contains { $0.contains("reason=start.windowKeyUnusable") }, "\(refused.errors)")
    await kiosk.stop()
  }

  private static func packed(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
      .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
  }
}
