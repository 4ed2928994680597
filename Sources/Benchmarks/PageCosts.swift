import Foundation
import LinuxPlatform
import TestSupport

/// What a call costs over the page's HTTP beside the unix socket, and the daemon's memory with many clients.
struct PageCosts {
  /// How many separate clients there are, each with a stream and a connection for calls.
  static let clients = 20

  struct Result {
    /// Answers to `hello`, which only the transport costs.
    var socket = Samples()
    var page = Samples()
    /// Most memory: without a page, with one, and with many clients of it.
    var withoutPage = ""
    var ready = ""
    var crowded = ""
  }

  /// Calls that are timed, of each way; fewer than the page admits at once.
  let calls: Int

  func measure() async throws -> Result {
    var result = Result()
    let bare = try ScratchFolder()
    let off = try Kiosk.startCounterDaemon(bare, bare.file("none.conf"))
    _ = try await off.errorLine { $0.hasSuffix(": ready") }
    result.withoutPage = DaemonCosts.memory(off)
    _ = await off.stop()

    let folder = try ScratchFolder()
    let daemon = try Kiosk.startCounterDaemon(folder, try folder.write("page.port = 0\n", to: "idkiosk.conf"))
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    let port = try await Kiosk.pagePort(daemon)
    result.ready = DaemonCosts.memory(daemon)
    let socket = try await TimedClient(folder.file("counter.sock"))
    let page = try PageConnection(port: port)
    for _ in 0..<calls {
      let moment = ContinuousClock.now
      _ = try await socket.call("hello", Self.hello)
      let turn = ContinuousClock.now
      page.call("hello", Self.hello)
      let answer = try await page.take()
      result.page.add(turn.duration(to: .now))
      result.socket.add(moment.duration(to: turn))
      guard answer.json["result"].exists else { throw TestFailure("the page refused a call") }
    }
    let crowd = try (0..<Self.clients).map { _ in
      (stream: try PageConnection(port: port), calls: try PageConnection(port: port))
    }
    for client in crowd {
      _ = try await client.stream.openStream()
      client.calls.call("status")
      _ = try await client.calls.take()
    }
    result.crowded = DaemonCosts.memory(daemon)
    _ = await daemon.stop()
    return result
  }

  private static let hello = #"{"client":"bench","protocol":[1,1]}"#
}
