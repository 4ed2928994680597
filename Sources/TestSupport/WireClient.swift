import Foundation
import LinuxPlatform
import Synchronization

/// A client that sends whatever bytes a test wants and sees the lines that come back.
public final class WireClient: Sendable {
  private struct State: Sendable {
    var lines: [String] = []
    var isClosed = false
  }
  private let socket: OpenSocket
  private let state: Awaited<State>

  /// Connects to the socket at `path`.
  public init(_ path: String) throws {
    let descriptor = try UnixSocket.connect(to: path).release()
    let socket = OpenSocket(descriptor)
    self.socket = socket
    let state = Awaited(State())
    self.state = state
    Thread.detachNewThread {
      var pending = Data()
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { break }
        pending += chunk.prefix(count)
        while let end = pending.firstIndex(of: 0x0A) {
          let line = String(decoding: pending[..<end], as: UTF8.self)
          pending.removeSubrange(...end)
          Reasons.note(in: line)
          state.change { $0.lines.append(line) }
        }
      }
      // Here and nowhere else: this thread still waiting on a number that means another socket would take its lines.
      socket.close()
      state.change { $0.isClosed = true }
    }
  }

  deinit { socket.shutDown() }

  /// Sends bytes as they are; whether all were taken.
  @discardableResult
  public func send(_ bytes: [UInt8]) -> Bool {
    socket.send(bytes)
  }

  /// Sends a line.
  @discardableResult
  public func send(_ line: String) -> Bool { send(Array((line + "\n").utf8)) }

  /// Closes the sending half, as a client that has gone away in the middle does.
  public func hangUp() { socket.shutDown() }

  /// Every line so far.
  public var lines: [String] { state.value.lines }

  /// Waits until the lines so far satisfy `condition`; throws when the server closed before that.
  public func lines(_ condition: @escaping @Sendable ([String]) -> Bool) async throws -> [String] {
    let now = await state.when { $0.isClosed || condition($0.lines) }
    guard condition(now.lines) else {
      throw TestFailure("the server closed; it said: \(now.lines.suffix(3))")
    }
    return now.lines
  }

  /// Waits for a line that `matches`; throws when the server closed without one.
  public func line(_ matches: @escaping @Sendable (JSONValue) -> Bool) async throws -> JSONValue {
    let now = await state.when { $0.isClosed || $0.lines.contains { matches(JSONValue($0)) } }
    guard let line = now.lines.first(where: { matches(JSONValue($0)) }) else {
      throw TestFailure("the server closed; it said: \(now.lines.suffix(3))")
    }
    return JSONValue(line)
  }

  /// Waits for the `count`-th line that `matches`.
  public func line(number count: Int, _ matches: @escaping @Sendable (JSONValue) -> Bool) async throws
    -> JSONValue
  {
    let now = await state.when { state in
      state.isClosed || state.lines.filter { matches(JSONValue($0)) }.count >= count
    }
    guard let line = now.lines.filter({ matches(JSONValue($0)) }).dropFirst(count - 1).first else {
      throw TestFailure("the server closed; it said: \(now.lines.suffix(3))")
    }
    return JSONValue(line)
  }

  /// How many lines so far `match`.
  public func count(_ matches: (JSONValue) -> Bool) -> Int { lines.filter { matches(JSONValue($0)) }.count }

  /// Makes a call and waits for its answer.
  public func call(_ id: Int, _ method: String, _ params: String = "{}") async throws -> JSONValue {
    send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    return try await line { $0["id"].number == id }
  }

  /// Says hello.
  @discardableResult
  public func hello() async throws -> JSONValue {
    try await call(1, "hello", #"{"client":"test","protocol":[1,1]}"#)
  }

  /// Waits until the server has closed.
  public func closed() async { _ = await state.when { $0.isClosed } }
}
