import Foundation
import LinuxPlatform
import TestSupport

/// A caller on the page's port: anybody at this machine, or whoever brings a token.
struct PagePost {
  let port: UInt16

  /// The page of a daemon that has one.
  init(_ daemon: RunningProgram) async throws {
    let line = try await daemon.errorLine { $0.hasPrefix("idkioskd: page http://127.0.0.1:") }
    guard let port = line.split(separator: ":").last.flatMap({ UInt16($0.dropLast()) }) else {
      throw TestFailure("no port: \(line)")
    }
    self.port = port
  }

  /// Makes one call on a connection of its own; the answer.
  func call(_ method: String, _ params: String = "{}", token: String? = nil) async throws -> JSONValue {
    let body = #"{"jsonrpc":"2.0","id":7,"method":"\#(method)","params":\#(params)}"#
    var lines = [
      "POST /rpc HTTP/1.1", "Host: 127.0.0.1:\(port)", "Origin: http://127.0.0.1:\(port)",
      "Connection: close",
      "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
    ]
    if let token { lines.append("Authorization: Bearer \(token)") }
    let text = lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    let answer = try await exchange(Array(text.utf8))
    guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { throw TestFailure("no answer") }
    let json = String(decoding: answer[end.upperBound...], as: UTF8.self)
    Reasons.note(in: json)
    return JSONValue(json)
  }

  private func exchange(_ bytes: [UInt8]) async throws -> [UInt8] {
    let port = port
    return try await withCheckedThrowingContinuation { answered in
      Thread.detachNewThread { answered.resume(with: Result { try Self.exchange(bytes, with: port) }) }
    }
  }

  private static func exchange(_ bytes: [UInt8], with port: UInt16) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0, send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw TestFailure("nobody listens at the page's port")
    }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = recv(descriptor, &chunk, chunk.count, 0), count > 0 { all += chunk.prefix(count) }
    return all
  }
}
