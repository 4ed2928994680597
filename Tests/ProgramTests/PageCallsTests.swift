import Foundation
import TestSupport
import Testing

@Suite("The page's calls and events", .timeLimit(.minutes(2)))
struct PageCallsTests {
  @Test("a call of the page is the call of the socket, and what a window's self-service may not is refused")
  func calls() async throws {
    let window = try await PageWindow.withoutReader()
    let status = try await window.call("status")
    #expect(status.status == 200)
    #expect(status.headers["content-type"] == "application/json")
    #expect(status.json["id"].number == 7)
    #expect(status.json["result"]["archive"]["ok"].flag == true)
    #expect(try await window.call("person.list").reason == "rights.signInNeeded")
    #expect(try await window.call("card.eat").reason == "request.unknownMethod")
    #expect(
      try await window.call("status", headers: ["Authorization: Bearer nobody"]).reason
        == "clerk.signInExpired")
    await window.stop()
  }

  @Test("the page answers on both loopback addresses")
  func version6() async throws {
    let window = try await PageWindow.withoutReader()
    let connection = try window.connect(isVersion6: true)
    connection.send("GET /app.js HTTP/1.1\r\nHost: [::1]:\(window.port)\r\n\r\n")
    let answer = try await connection.answer()
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "text/javascript; charset=utf-8")
    #expect(try answer.body == Array(Data(contentsOf: Self.file("app.js"))))
    await window.stop()
  }

  private static func file(_ name: String) -> URL {
    URL(fileURLWithPath: Programs.repository + "/Sources/PageAssets/files/" + name)
  }

  @Test("every file of the page is given out as it lies in the sources, with its media type")
  func files() async throws {
    let types = [
      "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
      "css": "text/css; charset=utf-8", "svg": "image/svg+xml", "json": "application/json",
      "webmanifest": "application/manifest+json", "png": "image/png", "wav": "audio/wav",
    ]
    let window = try await PageWindow.withoutReader()
    let folder = Self.file("").path
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let connection = try window.connect()
      connection.request("GET /\(name)")
      let answer = try await connection.answer()
      #expect(answer.status == 200, "\(name)")
      #expect(try answer.body == Array(Data(contentsOf: Self.file(name))), "\(name)")
      let type = try #require(name.split(separator: ".").last.flatMap { types[String($0)] }, "\(name)")
      #expect(answer.headers["content-type"] == type, "\(name)")
    }
    await window.stop()
  }

  @Test("every stream hears of cards, and only the named one how a read goes on")
  func events() async throws {
    let window = try await PageWindow.withReader()
    let (own, other) = (try window.connect(), try window.connect())
    let name = try await own.openStream()
    _ = try await other.openStream()
    let reading = try window.connect()
    reading.call(
      "card.read", #"{"timeoutSeconds":20,"reader":"\#(PCSCWindow.readerID)"}"#,
      headers: ["X-Idkiosk-Stream: \(name)"])
    try await own.event { $0["params"]["step"].text == "waiting" }
    try await window.reader().reader.put("1")
    let answer = try await reading.answer()
    #expect(answer.json["result"]["document"]["kind"].text == "residentIdentityCard")
    try await own.event { $0["params"]["step"].text == "portrait" }
    for stream in [own, other] {
      try await stream.event { $0["method"].text == "card.changed" && $0["params"]["state"].text == "found" }
    }
    // A second reading of the same card, told to nobody.
    let session = try #require(answer.json["result"]["session"].text)
    #expect(
      try await window.call("card.file", #"{"session":"\#(session)"}"#).json["result"]["outcome"].text
        == "filed")
    _ = try await window.call("card.done", #"{"session":"\#(session)"}"#)
    let heard = try await other.answer {
      $0.events.contains { $0.contains(#""state":"ended""#) }
    }
    #expect(!heard.text.contains("read.progress"))
    await window.stop()
  }

  @Test("a page that is reloaded in the middle of a read leaves the reader to the next")
  func reloaded() async throws {
    let window = try await PageWindow.withReader()
    let read = #"{"timeoutSeconds":60,"reader":"\#(PCSCWindow.readerID)"}"#
    let stream = try window.connect()
    let name = try await stream.openStream()
    let reading = try window.connect()
    reading.call("card.read", read, headers: ["X-Idkiosk-Stream: \(name)"])
    try await stream.event { $0["params"]["step"].text == "waiting" }
    #expect(try await window.call("card.read", read).reason == "reader.claimed")
    reading.hangUp()
    try await window.reader().reader.put("2")
    var answer = try await window.call("card.read", read)
    while answer.reason == "reader.claimed" { answer = try await window.call("card.read", read) }
    #expect(answer.json["result"]["document"].exists)
    await window.stop()
  }

  @Test("a stop ends the streams and answers the read that waits; the next daemon has the same port at once")
  func restarted() async throws {
    let window = try await PageWindow.withReader()
    let stream = try window.connect()
    let name = try await stream.openStream()
    let reading = try window.connect()
    reading.call("card.read", #"{"timeoutSeconds":60}"#, headers: ["X-Idkiosk-Stream: \(name)"])
    try await stream.event { $0["params"]["step"].text == "waiting" }
    #expect(await window.daemon.stop() == 0)
    #expect(try await reading.answer().reason == "service.stopping")
    #expect(try await stream.answer().isWhole)
    await stream.closed()
    let next = try await PageWindow.withoutReader(port: window.port, in: window.folder)
    #expect(next.port == window.port)
    #expect(try await next.isWell())
    // And once more after an end that nobody could prepare for, with connections left open.
    let left = try next.connect()
    _ = try await left.openStream()
    next.daemon.send(9)
    await next.daemon.wait()
    let last = try await PageWindow.withoutReader(port: window.port, in: window.folder)
    #expect(try await last.isWell())
    await last.stop()
    await window.stop()
  }
}
