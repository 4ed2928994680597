import Foundation
import KioskProtocol
import LinuxPlatform
import TestSupport
import Testing

@testable import RPCTransport

@Suite("A caller", .timeLimit(.minutes(1)))
struct RPCClientTests {
  /// Listens at `path` and sends `answers` as they are, whatever is asked; then holds the connection.
  private func serve(_ path: String, _ answers: [[UInt8]]) throws {
    ProcessHardening.ignoreBrokenPipes()
    let listener = try UnixSocket.listen(at: path, mode: 0o600).release()
    startThread {
      guard let client = try? UnixSocket.accept(on: listener) else { return }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      for answer in answers {
        _ = recv(client.raw, &chunk, chunk.count, 0)
        try? Files.writeAll(answer, to: client.raw)
      }
      while recv(client.raw, &chunk, chunk.count, 0) > 0 {}
      close(listener)
    }
  }

  private let hello = Array(
    (#"{"jsonrpc":"2.0","id":2,"result":{"server":"test","protocol":1}}"# + "\n").utf8)

  @Test("an answer that is too long or no JSON fails the call that waits", arguments: [true, false])
  func unusable(isLong: Bool) async throws {
    let folder = try ScratchFolder()
    let bad = isLong ? [UInt8](repeating: 0x20, count: 2_000_000) : Array("nonsense".utf8)
    try serve(folder.file("s"), [hello, bad + [0x0A]])
    let client = try await RPCClient.connect(to: folder.file("s"), as: "test", absence: .counterAbsent)
    await #expect(throws: KioskFailure(.serviceInternal)) { try await client.call(ReaderList.self, Empty()) }
    await #expect(throws: KioskFailure(.serviceInternal)) { try await client.call(ReaderList.self, Empty()) }
  }

  @Test("a server that does not answer the hello counts as absent")
  func silent() async throws {
    let folder = try ScratchFolder()
    try serve(folder.file("s"), [])
    await #expect(throws: KioskFailure(.readerServiceAbsent)) {
      _ = try await RPCClient.connect(
        to: folder.file("s"), as: "test", absence: .readerServiceAbsent, deadline: .milliseconds(20))
    }
  }

  @Test("a server that accepts nobody counts as absent, and keeps no thread waiting")
  func full() async throws {
    let folder = try ScratchFolder()
    let listener = try UnixSocket.listen(at: folder.file("s"), mode: 0o600)
    var waiting: [CInt] = []
    while let one = try? UnixSocket.connect(to: folder.file("s"), limit: .zero) {
      waiting.append(one.release())
    }
    await #expect(throws: KioskFailure(.counterAbsent)) {
      _ = try await RPCClient.connect(to: folder.file("s"), as: "test", absence: .counterAbsent)
    }
    #expect(throws: SystemError("bind", EADDRINUSE)) {
      _ = try UnixSocket.listen(at: folder.file("s"), mode: 0o600)
    }
    waiting.forEach { close($0) }
    withExtendedLifetime(listener.raw) {}
  }

  @Test("cancelling the task ends the call and the connection")
  func cancelled() async throws {
    let folder = try ScratchFolder()
    try serve(folder.file("s"), [hello])
    let client = try await RPCClient.connect(to: folder.file("s"), as: "test", absence: .counterAbsent)
    let calling = startTask {
      await #expect(throws: KioskFailure(.serviceStopping)) {
        try await client.call(ReaderList.self, Empty())
      }
    }
    calling.cancel()
    await calling.value
    await #expect(throws: KioskFailure(.counterAbsent)) { try await client.call(ReaderList.self, Empty()) }
  }
}
