import KioskProtocol
import TestSupport
import Testing

@testable import ClerkWeb

@Suite("How much the page gives", .timeLimit(.minutes(2)))
struct PageLimitTests {
  private func limits(_ change: (inout PageLimits) -> Void) -> PageLimits {
    var limits = PageLimits()
    change(&limits)
    return limits
  }

  @Test(
    "a client that never ends its request is dropped",
    arguments: [
      "", "GET / HTTP/1.1\r\nHost: 127.0",
      "POST /rpc HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    ])
  func dawdling(beginning: String) async throws {
    let bench = try PageBench(
      limits: limits {
        $0.patience = .milliseconds(50)
        $0.round = .milliseconds(20)
      })
    let connection = try bench.connect()
    connection.send(beginning.replacing("HOST", with: "127.0.0.1:\(bench.port)"))
    await connection.closed()
    await bench.server.stop()
  }

  @Test("a call may take longer than a client may")
  func patientCall() async throws {
    let bench = try PageBench(
      limits: limits {
        $0.patience = .milliseconds(20)
        $0.round = .milliseconds(5)
      })
    let connection = try bench.connect()
    connection.call("hang")
    _ = await bench.hanging.when { $0.begun == 1 }
    // Others come, dawdle and are dropped meanwhile.
    for _ in 0..<3 { await (try bench.connect()).closed() }
    #expect(bench.hanging.value.ended == 0)
    await bench.server.stop()
    #expect(try await connection.answer().status == 200)
  }

  @Test("a stream with nothing to say gives a sign of life")
  func signOfLife() async throws {
    let bench = try PageBench(limits: limits { $0.round = .milliseconds(10) })
    let connection = try bench.connect()
    _ = try await connection.openStream()
    try await connection.answer { $0.events.filter { $0 == ": still here" }.count >= 2 }
    await bench.server.stop()
  }

  @Test("calls come as often as there is room for, and the next is told to wait; files are not")
  func rate() async throws {
    let bench = try PageBench(limits: limits { $0.callRate = .init(perSecond: 0, burst: 3) })
    let connection = try bench.connect()
    for _ in 0..<3 {
      connection.call("echo")
      #expect(try await connection.take().json["result"].exists)
    }
    connection.call("echo")
    let refused = try await connection.take()
    #expect(refused.status == 429)
    #expect(refused.headers["retry-after"] == "1")
    #expect(refused.reason == "request.tooMany")
    #expect(try await bench.pageStatus() == 200)
    await bench.server.stop()
  }

  @Test("a page of ninety files is given out whole, however often the reload key is pressed")
  func reloads() async throws {
    // Not what this is about: on a busy machine the test itself may take long for its next request.
    let bench = try PageBench(limits: limits { $0.patience = .seconds(600) })
    let connection = try bench.connect()
    for _ in 0..<(20 * 90) {
      connection.request("GET /")
      try #require(try await connection.take().status == 200)
    }
    await bench.server.stop()
  }

  @Test("as many calls wait as may, and the next is refused; the page is still given out")
  func calls() async throws {
    let bench = try PageBench(limits: limits { $0.calls = 2 })
    let waiting = try (0..<2).map { _ in try bench.connect() }
    waiting.forEach { $0.call("hang") }
    _ = await bench.hanging.when { $0.begun == 2 }
    let connection = try bench.connect()
    connection.call("echo")
    let refused = try await connection.take()
    #expect(refused.status == 503)
    #expect(refused.reason == "request.tooMany")
    #expect(try await bench.pageStatus() == 200)
    await bench.server.stop()
  }

  @Test("of many silent connections the oldest makes room for a new one; streams and calls stay")
  func connections() async throws {
    let bench = try PageBench(limits: limits { $0.connections = 8 })
    let stream = try bench.connect()
    _ = try await stream.openStream()
    let call = try bench.connect()
    call.call("hang")
    _ = await bench.hanging.when { $0.begun == 1 }
    let silent = try (0..<20).map { _ in try bench.connect() }
    #expect(try await bench.pageStatus() == 200)
    await silent[0].closed()
    bench.server.broadcast(Array(#"{"method":"reader.changed"}"#.utf8))
    try await stream.event { $0["method"].text == "reader.changed" }
    #expect(bench.hanging.value.ended == 0)
    await bench.server.stop()
  }

  @Test("a browser that does not read its stream loses it, and can read why")
  func slowReader() async throws {
    let bench = try PageBench(limits: limits { $0.waitingBytes = 64 * 1_024 })
    let slow = try bench.connect(reads: false)
    slow.request("GET /events")
    await slow.firstByte()
    let line = Array((#"{"filler":""# + String(repeating: "x", count: 16_000) + #""}"#).utf8)
    for _ in 0..<400 { bench.server.broadcast(line) }
    slow.read()
    let last = await slow.end()
    #expect(last.contains(#""method":"client.dropped""#))
    #expect(last.contains(#""reason":"client.tooSlow""#))
    await bench.server.stop()
  }
}
