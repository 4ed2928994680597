import Foundation
import LinuxPlatform
import TestSupport

/// Calls a second over a unix socket, one after another, beside a C program that answers lines of the same size.
struct CallRate {
  struct Result {
    var calls = Samples()
    var echoes = Samples()
    var ratios = Samples()
  }

  private static let call =
    #"{"jsonrpc":"2.0","id":2,"method":"hello","params":{"client":"bench","protocol":[1,1]}}"#

  let calls: Int
  let rounds: Int

  func measure(_ folder: WorkFolder) async throws -> Result {
    let echo = try await CProgram("echo-baseline", in: folder)
    let scratch = try ScratchFolder()
    let daemon = try Kiosk.startCounterDaemon(scratch, scratch.file("none.conf"))
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    let size = try Self.run(scratch.file("counter.sock"), 1).bytes
    let bare = try RunningProgram(echo.path, [scratch.file("echo.sock"), "\(size)"])
    _ = try await bare.outputLine { $0 == "ready" }
    var result = Result()
    for _ in 0..<rounds {
      let own = try Self.run(scratch.file("counter.sock"), calls).rate
      let echoed = try Self.run(scratch.file("echo.sock"), calls).rate
      result.calls.add(own)
      result.echoes.add(echoed)
      result.ratios.add(own / echoed)
    }
    bare.closeInput()
    await bare.wait()
    _ = await daemon.stop()
    return result
  }

  /// So many calls at one connection; how many a second, and how many bytes the last answer had.
  private static func run(_ path: String, _ count: Int) throws -> (rate: Double, bytes: Int) {
    let descriptor = try UnixSocket.connect(to: path).release()
    defer { close(descriptor) }
    let line = call + "\n"
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var bytes = 0
    let start = ContinuousClock.now
    for _ in 0..<count {
      guard send(descriptor, line, line.utf8.count, Int32(MSG_NOSIGNAL)) == line.utf8.count else {
        throw TestFailure("a call was not taken")
      }
      bytes = 0
      var isWhole = false
      while !isWhole {
        let received = recv(descriptor, &chunk, chunk.count, 0)
        guard received > 0 else { throw TestFailure("the connection was closed") }
        bytes += received
        isWhole = chunk[received - 1] == 0x0A
      }
    }
    return (Double(count) / (start.duration(to: .now) / .seconds(1)), bytes)
  }
}
