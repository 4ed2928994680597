import Foundation
import LinuxPlatform
import TestSupport

/// A server that says hello and then answers every call with a result that means nothing.
final class NonsenseServer: Sendable {
  private let listener: Int32

  init(_ path: String) throws {
    let listener = try UnixSocket.listen(at: path, mode: 0o600).release()
    self.listener = listener
    startThread {
      while case let client = accept(listener, nil, nil), client >= 0 { startThread { Self.serve(client) } }
    }
  }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func serve(_ client: Int32) {
    defer { close(client) }
    var pending = Data()
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while case let count = recv(client, &chunk, chunk.count, 0), count > 0 {
      pending += chunk.prefix(count)
      while let end = pending.firstIndex(of: 0x0A) {
        let call = JSONValue(String(decoding: pending[..<end], as: UTF8.self))
        pending.removeSubrange(...end)
        let result =
          call["method"].text == "hello" ? #"{"server":"nonsense","protocol":1}"# : #"{"no":"sense"}"#
        let line = #"{"jsonrpc":"2.0","id":\#(call["id"].number ?? 0),"result":\#(result)}"# + "\n"
        _ = send(client, line, line.utf8.count, Int32(MSG_NOSIGNAL))
      }
    }
  }
}
