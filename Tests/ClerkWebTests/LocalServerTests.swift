import KioskProtocol
import LinuxPlatform
import TestSupport
import Testing

@testable import ClerkWeb

@Suite("Local services for pages of other origins", .timeLimit(.minutes(2)))
struct LocalServerTests {
  private static let own = ["Origin: https://portal.example"]

  /// A service that answers `/now` at once, and anything else when it is cancelled.
  private struct Bench {
    let hanging = Awaited((begun: 0, ended: 0))
    let server: LocalServer
    let port: UInt16

    init(_ limits: PageLimits = PageLimits()) throws {
      let hanging = hanging
      server = try LocalServer(port: 0, origins: ["https://portal.example"], limits: limits) { request in
        guard request.path != "/now" else { return LocalReply(Array("{}".utf8)) }
        hanging.change { $0.begun += 1 }
        await Latch().wait()
        hanging.change { $0.ended += 1 }
        return nil
      }
      guard let port = server.address.split(separator: ":").last.flatMap({ UInt16($0.dropLast()) }) else {
        throw TestFailure("no port")
      }
      self.port = port
    }

    func ask(_ path: String) throws -> PageConnection {
      let connection = try PageConnection(port: port)
      connection.request("GET " + path, LocalServerTests.own)
      return connection
    }
  }

  @Test("answer no more often than they may")
  func rate() async throws {
    var limits = PageLimits()
    limits.callRate = PageLimits.Rate(perSecond: 0, burst: 3)
    let bench = try Bench(limits)
    for _ in 0..<3 { #expect(try await bench.ask("/now").answer().status == 200) }
    #expect(try await bench.ask("/now").answer().status == 429)
    await bench.server.stop()
  }

  @Test("let no more calls wait than they may, and cancel the one whose page has gone")
  func waiting() async throws {
    var limits = PageLimits()
    limits.calls = 1
    let bench = try Bench(limits)
    let first = try bench.ask("/later")
    _ = await bench.hanging.when { $0.begun == 1 }
    #expect(try await bench.ask("/later").answer().status == 503)
    first.hangUp()
    _ = await bench.hanging.when { $0.ended == 1 }
    await bench.server.stop()
  }

  @Test("end with a call that waits: it is cancelled and answered")
  func stop() async throws {
    let bench = try Bench()
    let waiting = try bench.ask("/later")
    _ = await bench.hanging.when { $0.begun == 1 }
    await bench.server.stop()
    #expect([404, 503].contains(try await waiting.answer().status))
    #expect(bench.hanging.value.ended == 1)
    #expect(throws: TestFailure.self) { try PageConnection(port: bench.port) }
  }

  @Test(
    "take only names for callbacks",
    arguments: [
      ("cb", true), ("jQuery1_2", true), ("a.b.$c", true), ("_", true), ("", false), ("1a", false),
      ("a..b", false),
      (".a", false), ("a.", false), ("a b", false), ("a(", false), ("a;b", false), ("a\u{2028}", false),
      ("名", false),
      (String(repeating: "a", count: 129), false),
    ])
  func callbacks(name: String, isOne: Bool) { #expect(LocalGate.isCallback(name) == isOne) }
}
