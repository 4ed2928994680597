import Foundation
import TestSupport
import Testing

@Suite("Clients that misbehave", .timeLimit(.minutes(2)))
struct WireTests {
  /// Both daemons with no reader at all.
  static func kiosk(configuration: String = Kiosk.standInPortraits) async throws -> Kiosk {
    let folder = try ScratchFolder()
    return try await Kiosk(
      folder: folder, links: "pcsc", environment: ["PCSCLITE_CSOCK_NAME": folder.file("no-pcscd.comm")],
      configuration: configuration)
  }

  struct Bad: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var reason: String
    var code: Int
    var testDescription: String { name }

    init(_ name: String, _ line: String, _ reason: String, _ code: Int) {
      self.init(name, bytes: Array(line.utf8) + [0x0A], reason, code)
    }
    init(_ name: String, bytes: [UInt8], _ reason: String, _ code: Int) {
      self.name = name
      self.bytes = bytes
      self.reason = reason
      self.code = code
    }
  }

  static let bad = [
    Bad("no JSON", "read please", "request.malformed", -32700),
    Bad("invalid UTF-8", bytes: [0x7B, 0xFF, 0xFE, 0x7D, 0x0A], "request.malformed", -32700),
    Bad("another version", #"{"jsonrpc":"1.0","id":9,"method":"status"}"#, "request.malformed", -32700),
    Bad("method of a wrong type", #"{"jsonrpc":"2.0","id":9,"method":5}"#, "request.malformed", -32700),
    Bad("deep nesting", String(repeating: "[", count: 100_000), "request.malformed", -32700),
    Bad("unknown method", #"{"jsonrpc":"2.0","id":9,"method":"card.eat"}"#, "request.unknownMethod", -32601),
    Bad(
      "parameter of a wrong type",
      #"{"jsonrpc":"2.0","id":9,"method":"card.read","params":{"timeoutSeconds":"soon"}}"#,
      "request.badParameters", -32602),
    Bad(
      "parameter out of range", #"{"jsonrpc":"2.0","id":9,"method":"person.list","params":{"limit":-1}}"#,
      "request.badParameters", -32602),
    Bad(
      "2 MB in one line", bytes: [UInt8](repeating: 0x20, count: 2_000_000) + [0x0A], "request.tooLong",
      -32600),
  ]

  @Test("get a clear error, in Chinese and English, and may go on", arguments: bad)
  func badLine(bad: Bad) async throws {
    let kiosk = try await Self.kiosk()
    let client = try WireClient(kiosk.folder.file("counter.sock"))
    try await client.hello()
    client.send(bad.bytes)
    let answer = try await client.line { $0["error"].exists }
    #expect(answer["error"]["code"].number == bad.code)
    #expect(answer["error"]["data"]["reason"].text == bad.reason)
    for who in ["message", "clerk", "administrator"] {
      for language in ["zh-CN", "en"] {
        #expect(answer["error"]["data"]["texts"][who][language].text?.isEmpty == false)
      }
    }
    let status = try await client.call(77, "status")
    #expect(status["result"]["archive"]["ok"].flag == true)
    await kiosk.stop()
  }

  @Test("half a line and then nothing costs nobody anything")
  func halfLine() async throws {
    let kiosk = try await Self.kiosk()
    let half = try WireClient(kiosk.folder.file("counter.sock"))
    half.send(Array(#"{"jsonrpc":"2.0","id":1,"me"#.utf8))
    let other = try WireClient(kiosk.folder.file("counter.sock"))
    try await other.hello()
    #expect(try await other.call(2, "status")["result"].exists)
    half.hangUp()
    await half.closed()
    #expect(try await other.call(3, "status")["result"].exists)
    await kiosk.stop()
  }

  @Test("the first call is hello, with a version both know")
  func hello() async throws {
    let kiosk = try await Self.kiosk()
    for socket in ["counter.sock", "reader.sock"] {
      let client = try WireClient(kiosk.folder.file(socket))
      let early = try await client.call(1, "reader.list")
      #expect(early["error"]["data"]["reason"].text == "request.helloFirst")
      let future = try await client.call(2, "hello", #"{"client":"test","protocol":[7,9]}"#)
      #expect(future["error"]["data"]["reason"].text == "request.versionUnsupported")
      let wide = try await client.call(3, "hello", #"{"client":"test","protocol":[1,9]}"#)
      #expect(wide["result"]["protocol"].number == 1)
      #expect(wide["result"]["server"].text == (socket == "counter.sock" ? "idkioskd" : "idkiosk-readerd"))
      #expect(try await client.call(4, "reader.list")["result"].exists)
    }
    await kiosk.stop()
  }

  @Test("too many calls at once are refused, each by its id")
  func tooMany() async throws {
    let window = try await PCSCWindow()
    let client = try await window.kiosk.watch()
    for id in 100..<120 {
      let reader = VirtualReader.ids[id % 2]
      client.send(
        #"{"jsonrpc":"2.0","id":\#(id),"method":"card.read","params":{"reader":"\#(reader)","timeoutSeconds":60}}"#
      )
    }
    let refused = try await client.line {
      $0["error"]["data"]["reason"].text == "request.tooMany" || $0["id"].number == 119
    }
    #expect(refused["error"].exists)
    for id in 200..<216 { client.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"status"}"#) }
    _ = try await client.line { $0["error"]["data"]["reason"].text == "request.tooMany" }
    await window.stop()
  }

  @Test("a client that does not read is dropped, and told why if it comes to read")
  func slow() async throws {
    let kiosk = try await Self.kiosk()
    let client = try SlowClient(kiosk.folder.file("counter.sock"))
    try client.flood(kiosk.counterDaemon)
    _ = try await kiosk.counterDaemon.errorLine { $0.contains("did not read") }
    let last = client.readToEnd()
    #expect(JSONValue(last)["params"]["error"]["reason"].text == "client.tooSlow")
    Reasons.note(in: last)
    let other = try WireClient(kiosk.folder.file("counter.sock"))
    try await other.hello()
    #expect(try await other.call(3, "status")["result"].exists)
    await kiosk.stop()
  }
}

/// A client that sends calls and does not read the answers.
final class SlowClient: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard connected == 0 else { throw TestFailure("connect") }
  }

  deinit { close(descriptor) }

  /// Sends calls until the daemon says that it dropped us, or the socket takes no more.
  func flood(_ daemon: RunningProgram) throws {
    let hello =
      #"{"jsonrpc":"2.0","id":1,"method":"hello","params":{"client":"slow","protocol":[1,1]}}"# + "\n"
    let call = String(repeating: #"{"jsonrpc":"2.0","id":2,"method":"nothing.like.it"}"# + "\n", count: 100)
    for text in [hello] + [String](repeating: call, count: 400) {
      let bytes = Array(text.utf8)
      guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return }
    }
  }

  /// Reads everything that still comes; the last whole line.
  func readToEnd() -> String {
    var all = Data()
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { all += chunk.prefix(count) }
    return String(decoding: all, as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
  }
}
