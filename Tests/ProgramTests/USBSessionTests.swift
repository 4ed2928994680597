import TestSupport
import Testing

@Suite("Card sessions on a reader that reports nothing by itself", .timeLimit(.minutes(2)))
struct USBSessionTests {
  @Test("a card that was read and still lies there gives its session's reading again, at once, until done")
  func again() async throws {
    let window = try await USBWindow(card: "1")
    let first = try await window.read().json
    #expect(first["session"].text != nil)
    let second = try await window.read().json
    #expect(second.equals(first))
    #expect(try await window.requests("3001") == 1)
    #expect(try await window.kiosk.client("done", "--json").json["ended"].number == 1)
    let third = try await window.read(timeout: 1)
    #expect(third.json.reason == "card.timeout")
    #expect(try await window.requests("3001") == 1)
    try await window.reader.do("card 1")
    let laid = try await window.read().json
    #expect(laid["session"].text != first["session"].text)
    #expect(laid["document"].equals(first["document"]))
    await window.stop()
  }

  @Test(
    "another owner ends the session, is told to have the card lifted, and reads it when it was laid again")
  func owners() async throws {
    let window = try await USBWindow(card: "1")
    let client = try WireClient(window.kiosk.folder.file("reader.sock"))
    try await client.hello()
    _ = try await client.call(9, "watch")
    let first = try await client.call(2, "card.read", #"{"owner":{"uid":1},"timeoutSeconds":30}"#)["result"]
    let session = try #require(first["reading"]["session"].text)
    client.send(
      #"{"jsonrpc":"2.0","id":4,"method":"card.read","params":{"owner":{"uid":1,"clerk":"c"},"timeoutSeconds":30}}"#
    )
    _ = try await client.line { $0["params"]["step"].text == "liftAndLayAgain" }
    _ = try await client.line {
      $0["params"]["state"].text == "ended" && $0["params"]["session"].text == session
    }
    #expect(try await window.requests("3001") == 1)
    try await window.reader.do("lift")
    try await window.reader.do("card 1")
    let theirs = try await client.line { $0["id"].number == 4 }["result"]["reading"]
    #expect(theirs["session"].text != nil)
    #expect(theirs["session"].text != session)
    #expect(theirs["document"].equals(first["reading"]["document"]))
    let done = try await client.call(5, "card.done", #"{"session":"\#(session)","owner":{"uid":1}}"#)
    #expect(done["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }

  @Test("another card begins a new session, and what was read from the old one cannot be filed any more")
  func anotherCard() async throws {
    let window = try await USBWindow(card: "1")
    let client = try await window.kiosk.watch()
    let first = try await window.read().json
    let session = try #require(first["session"].text)
    try await window.reader.do("lift")
    // Lifting alone ends nothing.
    let filed = try await client.call(10, "card.file", #"{"session":"\#(session)"}"#)
    #expect(filed["result"]["outcome"].text == "filed")
    try await window.reader.do("card 2")
    let second = try await window.read().json
    #expect(second["session"].text != session)
    #expect(second["document"].exists)
    #expect(!second["document"].equals(first["document"]))
    #expect(DrawnFace.pixels(ofPortrait: second) != DrawnFace.pixels(ofPortrait: first))
    let refused = try await client.call(11, "card.file", #"{"session":"\#(session)"}"#)
    #expect(refused["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }

  @Test(
    "a card that the module counts as read but nobody got must be laid again, and the waiting client hears it"
  )
  func lostReading() async throws {
    let window = try await USBWindow(card: "1")
    try await window.reader.do("fault read checksum x1")
    #expect(try await window.read().json.reason == "reader.badAnswer")
    let client = try await window.kiosk.watch()
    client.send(#"{"jsonrpc":"2.0","id":6,"method":"card.read","params":{"timeoutSeconds":30}}"#)
    let hint = try await client.line { $0["method"].text == "read.progress" }
    #expect(hint["params"]["step"].text == "liftAndLayAgain")
    try await window.reader.do("card 1")
    #expect(try await client.line { $0["id"].number == 6 }["result"]["document"].exists)
    await window.stop()
  }
}
