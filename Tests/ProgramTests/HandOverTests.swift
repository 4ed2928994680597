import TestSupport
import Testing

@Suite("A counter daemon that is started anew under a service manager", .timeLimit(.minutes(2)))
struct HandOverTests {
  @Test("keeps its clients connected, and those that watch go on watching")
  func keeps() async throws {
    let counter = try await ManagedCounter()
    let (watcher, caller) = (try await counter.client(), try await counter.client())
    _ = try await watcher.call(2, "watch")
    try await counter.restart()
    #expect(counter.count("kept client.1.watching.nobody") == 1)
    #expect(counter.count("kept client.1.silent.nobody") == 1)
    #expect(counter.count("forgot client.1.watching.nobody") == 1)
    // Without another hello, over the same connections.
    #expect(try await caller.call(3, "status")["result"]["archive"]["ok"].flag == true)
    _ = try await caller.call(4, "window.set", #"{"key":"clerk.wrongTries","value":"7"}"#)
    let change = try await watcher.line { $0["method"].text == "window.changed" }
    #expect(change["params"]["value"].text == "7")
    #expect(caller.count { $0["method"].exists } == 0)
    // A second time, as with the next upgrade.
    try await counter.restart()
    #expect(try await watcher.call(5, "status")["result"].exists)
    await counter.stop()
    await watcher.closed()
  }

  @Test("lets a call that was under way end in words, and takes it again over the same connection")
  func underWay() async throws {
    let counter = try await ManagedCounter()
    let client = try await counter.client()
    // Each round meets the end of the process at another moment.
    for round in 1...8 {
      let ids = [round * 10, round * 10 + 1]
      let lines = ids.map { #"{"jsonrpc":"2.0","id":\#($0),"method":"status"}"# }
      client.send(lines.joined(separator: "\n"))
      try await counter.restart()
      // Each is answered by the one process or by the other, and none twice.
      for id in ids { _ = try await client.line { $0["id"].number == id } }
      _ = try await client.call(round * 10 + 2, "status")
      for id in ids { #expect(client.count { $0["id"].number == id } == 1) }
    }
    await counter.stop()
  }

  @Test("takes nobody for another: a sign-in ended with the process that knew it, and the next call says so")
  func signIn() async throws {
    let counter = try await ManagedCounter()
    let file = try counter.folder.write(SignInTests.password + "\n", to: "password")
    let add = ["clerk", "add", "li", "--role", "administrator", "--password-file", file]
    #expect(try await Kiosk.client(add, in: counter.folder).status == 0)
    let client = try await counter.client()
    #expect(try await SignInTests.signIn(client, 3, "li")["result"].exists)
    #expect(try await client.call(4, "audit.list")["result"].exists)
    try await counter.restart()
    let refused = try await client.call(5, "audit.list")
    #expect(refused["error"]["data"]["reason"].text == "clerk.signInExpired")
    #expect(try await SignInTests.signIn(client, 6, "li")["result"].exists)
    #expect(try await client.call(7, "audit.list")["result"].exists)
    await counter.stop()
  }

  @Test("closes a client that stopped in the middle of a line, for nobody could tell what it meant")
  func halfALine() async throws {
    let counter = try await ManagedCounter()
    let (half, whole) = (try await counter.client(), try await counter.client())
    half.send(Array(#"{"jsonrpc":"2.0","id":2,"#.utf8))
    // The daemon has read the half when it answers who came later.
    _ = try await whole.call(2, "status")
    _ = try await whole.call(3, "status")
    try await counter.restart()
    await half.closed()
    #expect(try await whole.call(4, "status")["result"].exists)
    await counter.stop()
  }

  @Test("says again and again that it works, as long as its loops come round")
  func watchdog() async throws {
    let counter = try await ManagedCounter(watchdog: 40_000)
    try await counter.said("watchdog", after: 3)
    await counter.stop()
  }
}
