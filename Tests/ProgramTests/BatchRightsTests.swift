import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Who may do what with batches", .timeLimit(.minutes(2)))
struct BatchRightsTests {
  private static let configuration = Kiosk.standInPortraits + "window.selfService = read, done, batch\n"
  private let people = SyntheticPeople(seed: 42)

  /// A connection that says hello and watches, and then enters a code.
  private func enter(_ bench: BatchWindow, _ code: String) async throws -> (WireClient, String?) {
    let client = try await bench.window.kiosk.watch()
    let reason = try await bench.reason("batch.enter", #""code":"\#(code)""#, over: client)
    return (client, reason)
  }

  @Test("the code lets somebody swipe into this batch and see it, and nothing else, until it is closed")
  func holder() async throws {
    let bench = try await BatchWindow(configuration: Self.configuration)
    let other = try await bench.client.call(
      60, "batch.open", #"{"name":"other","enterprise":\#(BatchWindow.enterprise)}"#)
    let (client, reason) = try await enter(bench, bench.code)
    #expect(reason == nil)
    #expect(try await bench.swipe(people.citizen(0), over: client)["mark"].text == "filed")
    #expect(try await bench.call("batch.show", over: client)["result"]["rowCount"].number == 1)
    #expect(try await client.call(70, "batch.list")["result"]["batches"].elements.count == 1)
    for method in ["batch.show", "batch.swipe"] {
      let refused = try await client.call(
        71 + method.count, method, #"{"batch":"\#(other["result"]["batch"].text ?? "")"}"#)
      #expect(refused["error"]["data"]["reason"].text == "batch.unknown", "\(method)")
    }
    for (id, method) in [
      "batch.pause", "batch.close", "batch.export", "batch.renewCode", "person.list",
      "card.read",
    ].enumerated() {
      let refused = try await client.call(110 + id, method, #"{"batch":"\#(bench.batch)"}"#)
      #expect(refused["error"]["data"]["reason"].text?.hasPrefix("rights.") == true, "\(method): \(refused)")
    }
    _ = try await bench.call("batch.close")
    #expect(try await bench.reason("batch.show", over: client) == "clerk.signInExpired")
    let (_, late) = try await enter(bench, bench.code)
    #expect(late == "batch.closed")
    await bench.window.stop()
  }

  @Test("five wrong codes lock it for everyone, over a restart of the daemon too, until it is renewed")
  func lock() async throws {
    let bench = try await BatchWindow(configuration: Self.configuration)
    let wrong = bench.code == "00000000" ? "00000001" : "00000000"
    let (inside, _) = try await enter(bench, bench.code)
    for _ in 0..<5 { #expect(try await enter(bench, wrong).1 == "batch.codeWrong") }
    #expect(try await enter(bench, bench.code).1 == "batch.codeLocked")
    let renewed = try #require(try await bench.call("batch.renewCode")["result"]["code"].text)
    #expect(try await bench.reason("batch.show", over: inside) == "clerk.signInExpired")
    #expect(try await enter(bench, renewed).1 == nil)
    await bench.window.stop()
  }

  @Test("where the window has no batches in self-service, not even the right code opens one")
  func policy() async throws {
    let bench = try await BatchWindow()
    #expect(try await enter(bench, bench.code).1 == "rights.signInNeeded")
    await bench.window.stop()
  }

  @Test("an enterprise touches the batches it opened, and nothing else")
  func enterprise() async throws {
    let bench = try await BatchWindow()
    let folder = bench.window.kiosk.folder
    try folder.write(SignInTests.password + "\n", to: "password")
    let added = try await bench.window.kiosk.client(
      "clerk", "add", "agent", "--role", "enterprise", "--password-file", folder.file("password"))
    #expect(added.status == 0)
    let client = try await bench.window.kiosk.watch()
    #expect(try await SignInTests.signIn(client, 5, "agent")["result"].exists)
    #expect(try await client.call(6, "batch.list")["result"]["batches"].elements.isEmpty)
    for method in ["batch.show", "batch.swipe", "batch.pause", "batch.export", "batch.renewCode"] {
      #expect(try await bench.reason(method, over: client) == "batch.unknown", "\(method)")
    }
    let own = try await client.call(
      7, "batch.open", #"{"name":"own","enterprise":\#(BatchWindow.enterprise)}"#)["result"]["batch"].text
    #expect(try await client.call(8, "batch.list")["result"]["batches"][0]["batch"].text == own)
    #expect(try await client.call(9, "person.list")["error"]["data"]["reason"].text == "rights.denied")
    await bench.window.stop()
  }
}
