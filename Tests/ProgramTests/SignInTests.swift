import Foundation
import TestSupport
import Testing

@Suite("Signing in", .timeLimit(.minutes(2)))
struct SignInTests {
  static let password = "一句好记的话 8"

  /// Both daemons with no reader, and accounts of these names and roles.
  static func kiosk(
    _ accounts: [String: String] = ["li": "clerk"], configuration: String = ""
  ) async throws -> Kiosk {
    let folder = try ScratchFolder()
    let kiosk = try await Kiosk(
      folder: folder, links: "pcsc", environment: ["PCSCLITE_CSOCK_NAME": folder.file("no-pcscd.comm")],
      configuration: "window.id = test-window\n" + configuration)
    try folder.write(password + "\n", to: "password")
    for (name, role) in accounts.sorted(by: { $0.key < $1.key }) {
      let added = try await kiosk.client(
        "clerk", "add", name, "--role", role, "--password-file", folder.file("password"))
      #expect(added.status == 0, "\(added.errors)")
    }
    return kiosk
  }

  static func signIn(
    _ client: WireClient, _ id: Int, _ name: String, _ password: String = Self.password
  ) async throws -> JSONValue {
    try await client.call(id, "clerk.signIn", #"{"name":"\#(name)","password":"\#(password)"}"#)
  }

  static func reason(_ answer: JSONValue) -> String? { answer["error"]["data"]["reason"].text }

  private func connect(_ kiosk: Kiosk) async throws -> WireClient {
    let client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
    return client
  }

  @Test("a connection acts as the clerk from then on, until it signs out")
  func connection() async throws {
    let kiosk = try await Self.kiosk()
    let client = try await connect(kiosk)
    let before = try await client.call(2, "clerk.whoAmI")["result"]
    #expect(before["kind"].text == "localAdministrator" && before["name"].text == nil)
    #expect(before["window"]["id"].text == "test-window" && before["window"]["name"].text == "test-window")
    #expect(before["window"]["selfService"].elements.map(\.text) == ["done", "read"])
    let signedIn = try await Self.signIn(client, 3, "li")["result"]
    #expect(signedIn["token"].text?.count == 64)
    #expect(signedIn["name"].text == "li" && signedIn["role"].text == "clerk")
    #expect(signedIn["idleSeconds"].number == 600)
    let rights = signedIn["rights"].elements.compactMap(\.text)
    #expect(rights.contains("card.read") && !rights.contains("clerk.keep"))
    let now = try await client.call(4, "clerk.whoAmI")["result"]
    #expect(now["kind"].text == "clerk" && now["name"].text == "li" && now["displayName"].text == "li")
    #expect(now["secondsLeft"].number.map { (0...600).contains($0) } == true)
    #expect(Self.reason(try await client.call(5, "clerk.list")) == "rights.denied")
    #expect(try await client.call(6, "clerk.signOut")["result"].exists)
    #expect(try await client.call(7, "clerk.whoAmI")["result"]["kind"].text == "localAdministrator")
    #expect(try await client.call(8, "clerk.list")["result"]["clerks"].elements.count == 1)
    await kiosk.stop()
  }

  @Test("a wrong password and a name that nobody has get the same answer, and a line of the trail each")
  func refused() async throws {
    let kiosk = try await Self.kiosk()
    let client = try await connect(kiosk)
    let wrong = try await Self.signIn(client, 2, "li", "not the one")
    let nobody = try await Self.signIn(client, 3, "wang-typed-secret", "not the one")
    #expect(Self.reason(wrong) == "clerk.signInRefused")
    #expect(wrong["error"].equals(nobody["error"]))
    #expect(try await client.call(4, "clerk.whoAmI")["result"]["kind"].text == "localAdministrator")
    let lines = try await client.call(5, "audit.list", #"{"limit":3}"#)["result"]["lines"].elements
    #expect(lines.map { $0["act"].text } == ["audit.read", "clerk.signIn", "clerk.signIn"])
    #expect(lines.map { $0["outcome"].text } == [nil, "refused", "refused"])
    #expect(lines.map { $0["subject"].text } == [nil, nil, "li"])
    let everything = try kiosk.folder.bytes("state/archive.db") + kiosk.folder.bytes("state/archive.db-wal")
    for secret in ["wang-typed-secret", "not the one", Self.password] {
      #expect(everything.firstRange(of: Array(secret.utf8)) == nil)
    }
    await kiosk.stop()
  }

  @Test("five wrong passwords in a row lock an account, over a restart too, until it is unlocked")
  func lockOut() async throws {
    let kiosk = try await Self.kiosk()
    let client = try await connect(kiosk)
    for id in 2..<7 {
      #expect(Self.reason(try await Self.signIn(client, id, "li", "wrong")) == "clerk.signInRefused")
    }
    let locked = try await Self.signIn(client, 7, "li")
    #expect(Self.reason(locked) == "clerk.lockedForNow")
    #expect(locked["error"]["data"]["detail"].number.map { (1...900).contains($0) } == true)
    await kiosk.counterDaemon.stop()
    let again = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
    _ = try await again.errorLine { $0.hasSuffix(": ready") }
    let other = try await connect(kiosk)
    #expect(Self.reason(try await Self.signIn(other, 2, "li")) == "clerk.lockedForNow")
    #expect(try await kiosk.client("clerk", "list").output.contains("暂时锁定"))
    #expect(try await kiosk.client("clerk", "unlock", "li").status == 0)
    #expect(try await Self.signIn(other, 3, "li")["result"].exists)
    await again.stop()
    await kiosk.stop()
  }

  @Test("an account that is locked, gets another role or another password is out at once")
  func outAtOnce() async throws {
    let kiosk = try await Self.kiosk()
    let password = kiosk.folder.file("password")
    for change in [
      ["clerk", "lock", "li"], ["clerk", "role", "li", "checker"],
      ["clerk", "reset", "li", "--password-file", password],
    ] {
      let client = try await connect(kiosk)
      #expect(try await Self.signIn(client, 2, "li")["result"].exists, "\(change)")
      #expect(try await Kiosk.client(change, in: kiosk.folder).status == 0)
      #expect(Self.reason(try await client.call(3, "status")) == "clerk.signInExpired")
      // Not as the local administrator either, though the connection is one's.
      #expect(Self.reason(try await client.call(4, "clerk.list")) == "clerk.signInExpired")
      if change[1] == "lock" {
        #expect(Self.reason(try await Self.signIn(client, 5, "li")) == "clerk.locked")
        #expect(try await kiosk.client("clerk", "unlock", "li").status == 0)
      }
      #expect(try await Self.signIn(client, 6, "li")["result"]["token"].exists)
    }
    await kiosk.stop()
  }
}
