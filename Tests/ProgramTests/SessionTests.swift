import TestSupport
import Testing

@Suite("Card sessions", .timeLimit(.minutes(2)))
struct SessionTests {
  @Test("reading again gives the living session's reading, until done")
  func again() async throws {
    let window = try await PCSCWindow(card: "1")
    let first = try await window.read().json
    let second = try await window.read().json
    #expect(first["session"].text != nil)
    #expect(second.equals(first))
    let done = try await window.kiosk.client("done", "--json")
    #expect(done.json["ended"].number == 1)
    // The card still lies there, and nobody lifted it: it does not count as laid again.
    let third = try await window.read(timeout: 1)
    #expect(third.json["error"]["reason"].text == "card.timeout")
    let none = try await window.kiosk.client("done", "--json")
    #expect(none.json["ended"].number == 0)
    let named = try await window.kiosk.client("done", "--json", try #require(first["session"].text))
    #expect(named.json["error"]["reason"].text == "session.ended")
    await window.stop()
  }

  @Test("another card ends the session, and its reading cannot be filed any more")
  func anotherCard() async throws {
    let window = try await PCSCWindow(card: "1")
    let watcher = try await window.kiosk.watch()
    let first = try await window.read().json
    let session = try #require(first["session"].text)
    try await window.lift()
    // Lifting alone ends nothing: the reading can still be filed.
    let filed = try await watcher.call(10, "card.file", #"{"session":"\#(session)"}"#)
    #expect(filed["result"]["outcome"].text == "filed")
    try await window.lay("2")
    _ = try await watcher.line {
      $0["params"]["state"].text == "ended" && $0["params"]["session"].text == session
    }
    let second = try await window.read().json
    #expect(second["session"].text != session)
    #expect(!second["document"].equals(first["document"]))
    let refused = try await watcher.call(11, "card.file", #"{"session":"\#(session)"}"#)
    #expect(refused["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }

  @Test(
    "the text is there while the portrait is still being made, for the session's owner and while it lives")
  func textFirst() async throws {
    let folder = try ScratchFolder()
    // A decoder that waits until the test has seen the text.
    let body = #"while (access("\#(folder.file("seen"))", 0)) usleep(1000); return 0;"#
    let source = try folder.write(
      "#include <unistd.h>\nint unpack(char *b, char *r, int c) { \(body) }\n", to: "d.c")
    let compiler = try RunningProgram(
      "/usr/bin/cc", ["-shared", "-fPIC", "-o", folder.file("d.so"), source])
    try #require(await compiler.wait() == 0)
    let window = try await PCSCWindow(
      configuration: "portrait.library = \(folder.file("d.so"))", card: "1")
    let client = try await window.kiosk.watch()
    client.send(#"{"jsonrpc":"2.0","id":7,"method":"card.read","params":{"timeoutSeconds":20}}"#)
    let progress = try await client.line { $0["params"]["step"].text == "portrait" }
    let session = try #require(progress["params"]["session"].text)
    let text = try await client.call(8, "card.text", #"{"session":"\#(session)"}"#)
    #expect(text["result"]["document"]["number"].text != nil)
    #expect(client.count { $0["id"].number == 7 } == 0)
    _ = try folder.write("", to: "seen")
    let reading = try await client.line { $0["id"].number == 7 }
    #expect(reading["result"]["document"].equals(text["result"]["document"]))
    let done = try await client.call(9, "card.done", #"{"session":"\#(session)"}"#)
    #expect(done["result"]["ended"].number == 1)
    let late = try await client.call(10, "card.text", #"{"session":"\#(session)"}"#)
    #expect(late["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }

  @Test("a card that was lifted is not read any more")
  func lifted() async throws {
    let window = try await PCSCWindow(card: "1")
    _ = try await window.read()
    try await window.lift()
    let answer = try await window.read(timeout: 1)
    #expect(answer.json["error"]["reason"].text == "card.timeout")
    #expect(answer.json["document"].exists == false)
    await window.stop()
  }

  @Test(
    "a session belongs to who claimed the reader: another owner ends it and must have the card laid again")
  func owners() async throws {
    let window = try await PCSCWindow(card: "1")
    let client = try WireClient(window.kiosk.folder.file("reader.sock"))
    try await client.hello()
    let mine = #"{"owner":{"uid":1},"timeoutSeconds":20}"#
    let session = try #require(
      try await client.call(2, "card.read", mine)["result"]["reading"]["session"].text)
    let done = try await client.call(3, "card.done", #"{"session":"\#(session)","owner":{"uid":2}}"#)
    #expect(done["error"]["data"]["reason"].text == "session.notYours")
    client.send(
      #"{"jsonrpc":"2.0","id":4,"method":"card.read","params":{"owner":{"uid":1,"clerk":"c"},"timeoutSeconds":20}}"#
    )
    _ = try await client.line { $0["params"]["step"].text == "liftAndLayAgain" }
    try await window.lift()
    try await window.lay("1")
    let theirs = try await client.line { $0["id"].number == 4 }
    #expect(theirs["result"]["reading"]["session"].text != nil)
    #expect(theirs["result"]["reading"]["session"].text != session)
    await window.stop()
  }

  @Test("a session that nothing was read into cannot be filed")
  func nothingRead() async throws {
    let window = try await PCSCWindow()
    let watcher = try await window.kiosk.watch()
    try await window.lay("1")
    let found = try await watcher.line { $0["params"]["state"].text == "found" }
    let session = try #require(found["params"]["session"].text)
    let answer = try await watcher.call(5, "card.file", #"{"session":"\#(session)"}"#)
    #expect(answer["error"]["data"]["reason"].text == "session.nothingRead")
    await window.stop()
  }

  @Test("a session ends when its time is over")
  func time() async throws {
    let window = try await PCSCWindow(
      configuration: Kiosk.standInPortraits + "session.seconds = 5\n", card: "1")
    let watcher = try await window.kiosk.watch()
    let session = try #require(try await window.read().json["session"].text)
    _ = try await watcher.line {
      $0["params"]["state"].text == "ended" && $0["params"]["session"].text == session
    }
    let answer = try await watcher.call(6, "card.file", #"{"session":"\#(session)"}"#)
    #expect(answer["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }
}
