import Glibc
import KioskProtocol
import LinuxPlatform
import Synchronization
import TestSupport
import Testing

@testable import RPCTransport

@Suite("A server of calls", .timeLimit(.minutes(1)))
struct RPCServerTests {
  /// A call that is answered when the test says so, or when it is cancelled.
  private enum Waiting: RPCMethod {
    static let name = "test.waiting"
    typealias Params = Empty
    typealias Output = Empty
  }

  private struct Bench {
    let folder: ScratchFolder
    let server: RPCServer
    let begun = Awaited(0)
    let held = Awaited(false)
    var path: String { folder.file("test.sock") }

    /// `stubborn` calls do not end by being cancelled.
    init(stubborn: Bool = false) throws {
      folder = try ScratchFolder()
      var router = RPCRouter(serverName: "test")
      let (begun, held) = (begun, held)
      router.on(Waiting.self) { (_, _) async throws(KioskFailure) -> Empty in
        begun.change { $0 += 1 }
        if stubborn {
          await startTask { _ = await held.when { $0 } }.value
        } else {
          await Pause.wait(.seconds(3_600))
        }
        return Empty()
      }
      let listener = try UnixSocket.listen(at: folder.file("test.sock"), mode: 0o600)
      server = RPCServer(listener: listener, router: router) { _ in true }
      server.start()
    }

    /// Sends so many calls that wait; returns when all of them have begun.
    func holdUp(_ count: Int, from client: CInt) async throws {
      for id in 1...count {
        let call = #"{"jsonrpc":"2.0","id":\#(id),"method":"test.waiting"}"# + "\n"
        try Files.writeAll(Array(call.utf8), to: client)
      }
      _ = await begun.when { $0 == count }
    }
  }

  @Test("refusals count as what waits for a client: one that never reads is dropped, not kept")
  func refusalsAreBounded() async throws {
    ProcessHardening.ignoreBrokenPipes()
    let bench = try Bench()
    let client = try UnixSocket.connect(to: bench.path)
    #expect(Self.isAnswered(client.raw, Self.hello))
    try await bench.holdUp(RPCConnection.maximumCalls, from: client.raw)
    let count = 20_000
    let (raw, seen) = (client.raw, Awaited<(answers: Int, last: [UInt8])?>(nil))
    startThread {
      let result = Self.flood(raw, count)
      seen.change { $0 = result }
    }
    let (answers, last) = try #require(await seen.when { $0 != nil })
    #expect(answers < count)
    #expect(String(decoding: last, as: UTF8.self).contains("client.tooSlow"))
    await bench.server.stop()
    withExtendedLifetime(client.raw) {}
  }

  @Test("a client that has an answer may call again at once, however many others are under way")
  func roomForTheNext() async throws {
    let bench = try Bench()
    let client = try UnixSocket.connect(to: bench.path)
    #expect(Self.isAnswered(client.raw, Self.hello))
    try await bench.holdUp(RPCConnection.maximumCalls - 1, from: client.raw)
    let (raw, refused) = (client.raw, Awaited<Int?>(nil))
    startThread {
      let count = (0..<5_000).count { _ in !Self.isAnswered(raw, Self.hello) }
      refused.change { $0 = count }
    }
    #expect(await refused.when { $0 != nil } == 0)
    await bench.server.stop()
    withExtendedLifetime(client.raw) {}
  }

  private static let hello =
    #"{"jsonrpc":"2.0","id":1,"method":"hello","params":{"client":"t","protocol":[1,1]}}"# + "\n"

  /// Makes a call and reads its answer; false where it is refused.
  private static func isAnswered(_ client: CInt, _ call: String) -> Bool {
    var (answer, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
    guard send(client, call, call.utf8.count, Int32(MSG_NOSIGNAL)) == call.utf8.count else { return false }
    while answer.last != 0x0A, case let got = recv(client, &chunk, chunk.count, 0), got > 0 {
      answer += chunk.prefix(got)
    }
    return String(decoding: answer, as: UTF8.self).contains(#""result""#)
  }

  /// Sends so many calls without reading, then reads what there is: how many answers, and the last of them.
  private static func flood(_ client: CInt, _ count: Int) -> (answers: Int, last: [UInt8]) {
    let call = Array((#"{"jsonrpc":"2.0","id":99,"method":"x"}"# + "\n").utf8)
    for _ in 0..<count where send(client, call, call.count, Int32(MSG_NOSIGNAL)) != call.count { break }
    var (answers, last) = (0, [UInt8]())
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while answers < count, case let got = recv(client, &chunk, chunk.count, 0), got > 0 {
      answers += chunk.prefix(got).count { $0 == 0x0A }
      last = (last + chunk.prefix(got)).suffix(4_096)
    }
    return (answers, last)
  }

  @Test("a stopping server begins nothing any more, and says so")
  func stopping() async throws {
    let bench = try Bench(stubborn: true)
    let client = try WireClient(bench.path)
    try await client.hello()
    client.send(#"{"jsonrpc":"2.0","id":2,"method":"test.waiting"}"#)
    _ = await bench.begun.when { $0 == 1 }
    let (held, server) = (bench.held, bench.server)
    let stopped = startTask { await server.stop() }
    // The stop has begun when the first call is refused; until then calls are begun and counted.
    var id = 10
    while try await client.call(id, "hello", #"{"client":"t","protocol":[1,1]}"#)["error"]["data"]["reason"]
      .text
      != "service.stopping"
    { id += 1 }
    held.change { $0 = true }
    await stopped.value
    #expect(bench.begun.value == 1)
    await client.closed()
  }

  @Test("a server that stops closes also the clients that say nothing")
  func idle() async throws {
    let bench = try Bench()
    let client = try WireClient(bench.path)
    try await client.hello()
    await bench.server.stop()
    await client.closed()
  }
}
