import Foundation
import LinuxPlatform
import TestSupport

/// A client of the counter that notes when each line had come.
actor TimedClient {
  /// A line of the server, and the moment when its end was received.
  struct Line: Sendable {
    var moment: ContinuousClock.Instant
    var text: String
  }

  /// What a read gave.
  struct Read: Sendable {
    var answer: Line
    /// The notification that the text was decoded and the portrait is next.
    var textDecoded: Line?
  }

  private let socket: OpenSocket
  private var lines: AsyncStream<Line>.Iterator
  private var nextID = 1

  /// Connects and says hello.
  init(_ path: String) async throws {
    let descriptor = try UnixSocket.connect(to: path).release()
    let socket = OpenSocket(descriptor)
    self.socket = socket
    let (stream, continuation) = AsyncStream.makeStream(of: Line.self)
    lines = stream.makeAsyncIterator()
    startThread { Self.receive(descriptor, socket, continuation) }
    _ = try await call("hello", #"{"client":"bench","protocol":[1,1]}"#)
  }

  deinit { socket.shutDown() }

  /// Returns when every reader has told who it is.
  func readersAreReady() async throws {
    try await until { !$0.isEmpty && $0.allSatisfy { $0["state"].text == "ready" } }
  }

  /// Returns when there are so many readers.
  func readersAre(_ count: Int) async throws { try await until { $0.count == count } }

  /// Returns when no reader reports a card.
  func cardsAreGone() async throws {
    try await until { !$0.contains { $0["card"].text == "present" } }
  }

  /// How many readers somebody has claimed.
  func claims() async throws -> Int { try await readers().count { $0["claimed"].flag == true } }

  private func readers() async throws -> [JSONValue] {
    JSONValue(try await call("reader.list", "{}").answer.text)["result"]["readers"].elements
  }

  /// Asks until it is so, and leaves the machine to others in between.
  private func until(_ isSo: ([JSONValue]) -> Bool) async throws {
    while !isSo(try await readers()) { await Pause.wait(.milliseconds(2)) }
  }

  /// Makes a call and waits for its answer.
  func call(_ method: String, _ params: String) async throws -> Read {
    let id = nextID
    nextID += 1
    let request = #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"# + "\n"
    guard socket.send(Array(request.utf8)) else { throw TestFailure("the counter does not take a call") }
    var textDecoded: Line?
    while let line = await nextLine() {
      // Members are in the order of their names: an error stands before the id.
      let isError = line.text.hasPrefix(#"{"error":"#) && line.text.contains(#","id":\#(id),"#)
      if isError || line.text.hasPrefix(#"{"id":\#(id),"#) {
        return Read(answer: line, textDecoded: textDecoded)
      }
      if line.text.contains(#""step":"portrait""#) { textDecoded = line }
    }
    throw TestFailure("the counter has closed the connection")
  }

  /// Returns when a watched notification with these words has come.
  func heard(_ words: String) async throws {
    while let line = await nextLine() {
      if line.text.contains(words) { return }
    }
    throw TestFailure("the counter has closed the connection")
  }

  private func nextLine() async -> Line? {
    var iterator = lines
    defer { lines = iterator }
    return await iterator.next(isolation: self)
  }

  private static func receive(
    _ descriptor: Int32, _ socket: OpenSocket, _ continuation: AsyncStream<Line>.Continuation
  ) {
    var pending: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      let moment = ContinuousClock.now
      guard count > 0 else { break }
      pending += chunk.prefix(count)
      while let end = pending.firstIndex(of: 0x0A) {
        continuation.yield(Line(moment: moment, text: String(decoding: pending[..<end], as: UTF8.self)))
        pending.removeSubrange(...end)
      }
    }
    // Here and nowhere else: the number may be another's as soon as it is free.
    socket.close()
    continuation.finish()
  }
}
