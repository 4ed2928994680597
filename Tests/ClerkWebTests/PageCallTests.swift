import TestSupport
import Testing

@testable import ClerkWeb

@Suite("Calls of the page", .timeLimit(.minutes(2)))
struct PageCallTests {
  @Test("a client that goes away cancels its call, however it goes")
  func goneClient() async throws {
    let bench = try PageBench()
    for round in 1...3 {
      let connection = try bench.connect()
      connection.call("hang")
      _ = await bench.hanging.when { $0.begun == round }
      connection.hangUp()
      _ = await bench.hanging.when { $0.ended == round }
    }
    #expect(try await bench.pageStatus() == 200)
    await bench.server.stop()
  }

  @Test("a connection serves one call after another")
  func keptConnection() async throws {
    let bench = try PageBench()
    let connection = try bench.connect()
    for _ in 0..<50 {
      connection.call("echo")
      #expect(try await connection.take().json["result"].exists)
    }
    await bench.server.stop()
  }

  @Test("an answer says how much was told on the stream before it, and each event which one it is")
  func order() async throws {
    let bench = try PageBench()
    let stream = try bench.connect()
    let name = try await stream.openStream()
    let connection = try bench.connect()
    for count in 0..<3 {
      connection.call("echo", headers: ["X-Idkiosk-Stream: \(name)"])
      #expect(try await connection.take().headers["x-idkiosk-told"] == "\(count)")
      bench.server.broadcast(Array(#"{"number":\#(count)}"#.utf8))
    }
    let told = try await stream.answer { $0.events.count == 4 }.events
    #expect(told.dropFirst() == (0..<3).map { "id: \($0 + 1)\ndata: {\"number\":\($0)}" }[...])
    connection.call("echo")
    #expect(try await connection.take().headers["x-idkiosk-told"] == nil)
    await bench.server.stop()
  }

  @Test("a notification is not answered, and a request that is none is")
  func forms() async throws {
    let bench = try PageBench()
    let connection = try bench.connect()
    connection.request("POST /rpc", connection.ownHeaders, body: #"{"jsonrpc":"2.0","method":"echo"}"#)
    let nothing = try await connection.take()
    #expect(nothing.status == 204 && nothing.body.isEmpty)
    for body in ["", "[]", "read please", #"{"jsonrpc":"1.0","id":1,"method":"echo"}"#] {
      connection.request("POST /rpc", connection.ownHeaders, body: body)
      let answer = try await connection.take()
      #expect(answer.status == 200)
      #expect(answer.reason == "request.malformed")
    }
    await bench.server.stop()
  }

  @Test("a stop answers the calls that wait, ends the streams and leaves nobody hanging")
  func stop() async throws {
    let bench = try PageBench()
    let streams = try (0..<3).map { _ in try bench.connect() }
    for stream in streams { _ = try await stream.openStream() }
    let calls = try (0..<3).map { _ in try bench.connect() }
    calls.forEach { $0.call("hang") }
    _ = await bench.hanging.when { $0.begun == 3 }
    let half = try bench.connect()
    half.send("POST /rpc HT")
    await bench.server.stop()
    for call in calls { #expect(try await call.answer().status == 200) }
    for stream in streams { #expect(try await stream.answer().isWhole) }
    await half.closed()
    #expect(bench.hanging.value.ended == 3)
    #expect(throws: TestFailure.self) { try bench.connect() }
  }

  @Test("a stop does not wait for a client that reads nothing")
  func stopWithDeafClient() async throws {
    var limits = PageLimits()
    limits.grace = .milliseconds(50)
    let bench = try PageBench(limits: limits)
    let deaf = try bench.connect(reads: false)
    deaf.request("GET /events")
    await deaf.firstByte()
    let other = try bench.connect()
    _ = try await other.openStream()
    let line = [UInt8](repeating: 0x78, count: 100_000)
    for _ in 0..<100 { bench.server.broadcast(line) }
    await bench.server.stop()
    await other.closed()
  }
}
