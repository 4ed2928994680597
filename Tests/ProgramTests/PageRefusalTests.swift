import Foundation
import TestSupport
import Testing

@Suite("Pages that are not ours, and clients that are none", .timeLimit(.minutes(2)))
struct PageRefusalTests {
  /// A whole request; PORT stands for the port.
  struct Bad: CustomTestStringConvertible {
    var name: String
    var lines: [String]
    var body: String
    var status: Int
    var testDescription: String { name }

    init(_ name: String, _ status: Int, _ lines: [String], body: String = "") {
      self.name = name
      self.lines = lines
      self.body = body
      self.status = status
    }
  }

  private static let host = "Host: 127.0.0.1:PORT"
  private static let origin = "Origin: http://127.0.0.1:PORT"
  private static let json = "Content-Type: application/json"
  private static let doneCall = #"{"jsonrpc":"2.0","id":1,"method":"status"}"#
  private static let length = "Content-Length: \(doneCall.utf8.count)"

  private static func call(_ name: String, _ status: Int, _ lines: [String]) -> Bad {
    Bad(name, status, ["POST /rpc HTTP/1.1"] + lines + [length], body: doneCall)
  }

  static let bad = [
    call("another origin", 403, [host, "Origin: http://evil.example", json]),
    call("the origin of a sandboxed frame", 403, [host, "Origin: null", json]),
    call("another port's origin", 403, [host, "Origin: http://127.0.0.1:1", json]),
    call("no origin", 403, [host, json]),
    call("two origins", 400, [host, origin, "Origin: http://evil.example", json]),
    call(
      "a name that was rebound", 403, ["Host: evil.example:PORT", "Origin: http://evil.example:PORT", json]),
    call("two hosts", 400, [host, "Host: evil.example", origin, json]),
    call("no host", 400, [origin, json]),
    call("a form's body", 415, [host, origin, "Content-Type: text/plain"]),
    call("two lengths", 400, [host, origin, json, "Content-Length: 3"]),
    call("a length and chunks", 400, [host, origin, json, "Transfer-Encoding: chunked"]),
    call("two tokens", 400, [host, origin, json, "Authorization: Bearer a", "Authorization: Bearer b"]),
    call("another site, as the browser says", 403, [host, origin, json, "Sec-Fetch-Site: cross-site"]),
    Bad("a preflight", 403, ["OPTIONS /rpc HTTP/1.1", host, "Origin: http://evil.example"]),
    Bad(
      "a frame", 403,
      [
        "GET / HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: iframe",
      ]),
    Bad(
      "a stream as an image", 403,
      ["GET /events HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"]),
    Bad("a rebound name for a stream", 403, ["GET /events HTTP/1.1", "Host: evil.example:PORT"]),
    Bad("a file above the page", 404, ["GET /../../etc/passwd HTTP/1.1", host]),
    Bad("a whole address", 404, ["GET http://127.0.0.1:PORT/ HTTP/1.1", host]),
    Bad("another method", 405, ["DELETE /rpc HTTP/1.1", host, origin]),
  ]

  @Test("are refused, told nothing and kept out by every header", arguments: bad)
  func refused(bad: Bad) async throws {
    let window = try await PageWindow.withoutReader()
    let connection = try window.connect()
    let lines = bad.lines.joined(separator: "\r\n").replacing("PORT", with: "\(window.port)")
    connection.send(lines + "\r\n\r\n" + bad.body)
    let answer = try await connection.answer()
    #expect(answer.status == bad.status)
    #expect(!answer.text.contains("jsonrpc"))
    #expect(answer.headers["access-control-allow-origin"] == nil)
    #expect(try await window.isWell())
    #expect(!window.daemon.errors.contains { $0.contains("evil") || $0.contains("passwd") })
    #expect(await window.stop() == 0)
  }

  @Test("get nothing that could be framed, kept or read by others")
  func headers() async throws {
    let window = try await PageWindow.withoutReader()
    for line in ["GET /", "GET /app.js", "GET /app.css", "HEAD /", "GET /nothing", "DELETE /"] {
      let connection = try window.connect()
      connection.request(line)
      Self.check(try await connection.answer { line.hasPrefix("HEAD") || $0.isWhole }, line)
    }
    Self.check(try await window.call("status"), "call")
    let stream = try window.connect()
    _ = try await stream.openStream()
    Self.check(try await stream.answer { _ in true }, "stream")
    await window.stop()
  }

  private static func check(_ answer: PageAnswer, _ what: String) {
    let headers = answer.headers
    #expect(headers["cache-control"] == "no-store", "\(what)")
    #expect(headers["x-content-type-options"] == "nosniff", "\(what)")
    #expect(headers["referrer-policy"] == "no-referrer", "\(what)")
    #expect(headers["x-frame-options"] == "DENY", "\(what)")
    #expect(headers["cross-origin-opener-policy"] == "same-origin", "\(what)")
    #expect(headers["cross-origin-resource-policy"] == "same-origin", "\(what)")
    #expect(headers["set-cookie"] == nil, "\(what)")
    let policy = Set((headers["content-security-policy"] ?? "").components(separatedBy: "; "))
    #expect(
      policy == [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "media-src 'self'", "connect-src 'self'", "worker-src 'self'", "frame-ancestors 'none'",
        "base-uri 'none'", "form-action 'none'",
      ], "\(what)")
  }

  @Test("that send too much are told so, and those that go on are dropped")
  func oversize() async throws {
    let window = try await PageWindow.withoutReader()
    let announced = try window.connect()
    announced.request("POST /rpc", announced.ownHeaders + ["Content-Length: 1048577"])
    let refused = try await announced.answer()
    #expect(refused.status == 413)
    #expect(refused.reason == "request.tooLong")

    let chunked = try window.connect()
    chunked.request("POST /rpc", chunked.ownHeaders + ["Transfer-Encoding: chunked"])
    let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
    for _ in 0..<17 { chunked.send(chunk) }
    chunked.send("0\r\n\r\n")
    let told = try await chunked.answer()
    #expect(told.status == 413)
    #expect(told.reason == "request.tooLong")

    let endless = try window.connect()
    endless.request("POST /rpc", endless.ownHeaders + ["Transfer-Encoding: chunked"])
    while endless.send(chunk) {}
    await endless.closed()

    let longest = try window.connect()
    let body = #"{"jsonrpc":"2.0","id":1,"method":"status"}"#
    longest.request(
      "POST /rpc", longest.ownHeaders, body: body + String(repeating: " ", count: 1_048_576 - body.utf8.count)
    )
    #expect(try await longest.answer().json["result"].exists)

    let header = try window.connect()
    header.request("GET /", ["X-Long: " + String(repeating: "x", count: 64 * 1_024)])
    #expect(try await header.answer().status == 431)
    #expect(try await window.isWell())
    await window.stop()
  }

  @Test("that connect by the hundred and say nothing keep nobody from the page")
  func manyConnections() async throws {
    let window = try await PageWindow.withoutReader()
    let silent = try (0..<300).map { _ in try window.connect(reads: false) }
    #expect(try await window.isWell())
    withExtendedLifetime(silent) {}
    #expect(await window.stop() == 0)
  }

  @Test("that take every stream leave the page answering, and their places when they vanish")
  func manyStreams() async throws {
    let window = try await PageWindow.withoutReader()
    var streams: [PageConnection] = []
    for _ in 0..<32 {
      // Asked at once: the daemon closes a connection that says nothing for long, and 31 others may take long.
      let stream = try window.connect()
      _ = try await stream.openStream()
      streams.append(stream)
    }
    let late = try window.connect()
    late.request("GET /events")
    let refused = try await late.answer()
    #expect(refused.status == 503)
    #expect(refused.headers["retry-after"] == "1")
    #expect(try await window.isWell())
    streams = []
    // The daemon notices by itself, without anything to send.
    var status = 503
    while status == 503 {
      let next = try window.connect()
      next.request("GET /events")
      status = try await next.answer { $0.isWhole || !$0.events.isEmpty }.status
    }
    #expect(status == 200)
    await window.stop()
  }
}
