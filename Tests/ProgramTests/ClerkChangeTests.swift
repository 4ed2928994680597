import TestSupport
import Testing

@Suite("Changes of an account", .timeLimit(.minutes(2)))
struct ClerkChangeTests {
  private func connect(_ kiosk: Kiosk) async throws -> WireClient {
    let client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
    return client
  }

  private func run(_ kiosk: Kiosk, _ words: String) async throws -> Kiosk.Answer {
    try await Kiosk.client(
      words.split(separator: " ").map(String.init) + ["--json"], in: kiosk.folder)
  }

  @Test(
    "another role and other windows put the clerk out at once, hold for the next sign-in, and are on the trail"
  )
  func roleAndWindows() async throws {
    let kiosk = try await SignInTests.kiosk()
    let clerk = try await connect(kiosk)
    _ = try await SignInTests.signIn(clerk, 2, "li")
    #expect(try await run(kiosk, "clerk role li supervisor").status == 0)
    #expect(SignInTests.reason(try await clerk.call(3, "clerk.whoAmI")) == "clerk.signInExpired")
    #expect(try await SignInTests.signIn(clerk, 4, "li")["result"]["role"].text == "supervisor")
    #expect(try await clerk.call(5, "clerk.list")["result"].exists)
    #expect(try await run(kiosk, "clerk windows li test-window,elsewhere").status == 0)
    #expect(SignInTests.reason(try await clerk.call(6, "clerk.whoAmI")) == "clerk.signInExpired")
    #expect(try await SignInTests.signIn(clerk, 7, "li")["result"].exists)
    #expect(try await run(kiosk, "clerk windows li elsewhere").status == 0)
    #expect(SignInTests.reason(try await SignInTests.signIn(clerk, 8, "li")) == "clerk.otherWindow")
    #expect(
      try await run(kiosk, "clerk list").json["clerks"][0]["windows"].elements.map(\.text) == ["elsewhere"])
    #expect(try await run(kiosk, "clerk windows li").status == 0)
    #expect(try await SignInTests.signIn(clerk, 9, "li")["result"].exists)
    #expect(!(try await run(kiosk, "clerk list").json["clerks"][0]["windows"].exists))
    #expect(
      try await run(kiosk, "clerk role li king").json["error"]["reason"].text == "request.badParameters")
    #expect(
      try await run(kiosk, "clerk windows li ,").json["error"]["reason"].text == "request.badParameters")
    let lines = try await run(kiosk, "audit list --limit 200").json["lines"].elements
    let changes = lines.filter { $0["act"].text == "clerk.keep" && $0["subject"].text == "li" }
    #expect(
      changes.reversed().map { $0["outcome"].text ?? "" } == [
        "added clerk", "role supervisor", "windows test-window,elsewhere", "windows elsewhere", "windows all",
      ])
    await kiosk.stop()
  }

  @Test(
    "guessing the old password counts as at the door; the right one keeps this sign-in and ends the others")
  func ownPassword() async throws {
    let kiosk = try await SignInTests.kiosk(configuration: "clerk.wrongTries = 3\n")
    let mine = try await connect(kiosk)
    let other = try await connect(kiosk)
    for client in [mine, other] { _ = try await SignInTests.signIn(client, 2, "li") }
    func change(_ id: Int, _ old: String, _ new: String = "another sentence") async throws -> String? {
      SignInTests.reason(
        try await mine.call(id, "clerk.changePassword", #"{"old":"\#(old)","new":"\#(new)"}"#))
    }
    #expect(try await change(3, SignInTests.password, "1234567") == "clerk.passwordTooShort")
    #expect(try await change(4, SignInTests.password) == nil)
    #expect(try await mine.call(5, "clerk.whoAmI")["result"]["name"].text == "li")
    #expect(SignInTests.reason(try await other.call(3, "clerk.whoAmI")) == "clerk.signInExpired")
    for id in 6...8 { #expect(try await change(id, "a wrong guess") == "clerk.signInRefused") }
    #expect(try await change(9, "another sentence") == "clerk.lockedForNow")
    let door = try await SignInTests.signIn(other, 4, "li", "another sentence")
    #expect(SignInTests.reason(door) == "clerk.lockedForNow")
    #expect(try await run(kiosk, "clerk unlock li").status == 0)
    #expect(try await SignInTests.signIn(other, 5, "li", "another sentence")["result"].exists)
    let nobody = try await connect(kiosk)
    let refused = try await nobody.call(2, "clerk.changePassword", #"{"old":"x","new":"another sentence"}"#)
    #expect(["rights.signInNeeded", "rights.denied"].contains(SignInTests.reason(refused)))
    await kiosk.stop()
  }
}
