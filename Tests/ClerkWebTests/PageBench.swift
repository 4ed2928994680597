import KioskProtocol
import LinuxPlatform
import RPCTransport
import TestSupport

@testable import ClerkWeb

/// A page server in this process, with calls that tests steer.
final class PageBench: Sendable {
  /// Answers at once.
  enum Echo: RPCMethod {
    static let name = "echo"
    typealias Params = Empty
    typealias Output = Empty
  }

  /// Answers when it is cancelled.
  enum Hang: RPCMethod {
    static let name = "hang"
    typealias Params = Empty
    typealias Output = Empty
  }

  /// How many calls of `hang` have begun and ended.
  struct Hanging: Sendable {
    var begun = 0
    var ended = 0
  }

  let hanging: Awaited<Hanging>
  let server: PageServer
  let port: UInt16

  init(limits: PageLimits = PageLimits()) throws {
    let hanging = Awaited(Hanging())
    self.hanging = hanging
    var router = RPCRouter(serverName: "bench")
    router.on(Echo.self) { (_, _) async throws(KioskFailure) -> Empty in Empty() }
    router.on(Hang.self) { (_, _) async throws(KioskFailure) -> Empty in
      hanging.change { $0.begun += 1 }
      await Latch().wait()
      hanging.change { $0.ended += 1 }
      return Empty()
    }
    server = try PageServer(port: 0, router: router, limits: limits)
    guard let port = server.address.split(separator: ":").last.flatMap({ UInt16($0.dropLast()) }) else {
      throw TestFailure("no port")
    }
    self.port = port
  }

  func connect(reads: Bool = true) throws -> PageConnection { try PageConnection(port: port, reads: reads) }

  /// Asks for the page on a connection of its own; the status.
  func pageStatus() async throws -> Int {
    let connection = try connect()
    connection.request("GET /")
    return try await connection.answer().status
  }
}
