import Foundation

/// A connection to a page's port that sends whatever bytes a test wants.
public final class PageConnection: Sendable {
  private struct State: Sendable {
    var bytes: [UInt8] = []
    var isClosed = false
  }
  private let socket: OpenSocket
  private let state = Awaited(State())
  private let port: UInt16

  /// Connects to `port` of 127.0.0.1, or of ::1; one that does not read takes nothing off the server's hands until `read`.
  public init(port: UInt16, isVersion6: Bool = false, reads: Bool = true) throws {
    self.port = port
    // A program that another test starts must not keep the connection open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = Glibc.socket(isVersion6 ? AF_INET6 : AF_INET, kind, 0)
    guard descriptor >= 0 else { throw TestFailure("no socket") }
    socket = OpenSocket(descriptor)
    if !reads {
      // The kernel would take some megabytes for it.
      var size: Int32 = 4_096
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    guard Self.connect(descriptor, port, isVersion6) == 0 else {
      socket.close()
      throw TestFailure("nobody listens at the page's port")
    }
    if reads { read() }
  }

  deinit { socket.shutDown() }

  /// Begins to read.
  public func read() {
    let (socket, state) = (socket, state)
    let descriptor = socket.number
    Thread.detachNewThread {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { break }
        let bytes = Array(chunk.prefix(count))
        Reasons.note(in: String(decoding: bytes, as: UTF8.self))
        state.change { $0.bytes += bytes }
      }
      socket.close()
      state.change { $0.isClosed = true }
    }
  }

  /// Waits until something has come, and leaves it there; for a connection that does not read.
  public func firstByte() async {
    let descriptor = socket.number
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var byte: UInt8 = 0
        _ = recv(descriptor, &byte, 1, Int32(MSG_PEEK))
        continuation.resume()
      }
    }
  }

  /// Sends bytes as they are; whether all were taken.
  @discardableResult
  public func send(_ text: String) -> Bool { socket.send(Array(text.utf8)) }

  /// Sends a request of these header lines; `Host` and the end are added, and the length of a body.
  public func request(_ line: String, _ headers: [String] = [], body: String? = nil) {
    let length = body.map { ["Content-Length: \($0.utf8.count)"] } ?? []
    let head = ["\(line) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + headers + length
    send(head.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""))
  }

  /// The header lines that the page's own calls have.
  public var ownHeaders: [String] { ["Origin: http://127.0.0.1:\(port)", "Content-Type: application/json"] }

  /// Sends a call, as the page does.
  public func call(_ method: String, _ params: String = "{}", headers: [String] = []) {
    let body = #"{"jsonrpc":"2.0","id":7,"method":"\#(method)","params":\#(params)}"#
    request("POST /rpc", ownHeaders + headers, body: body)
  }

  /// Waits for the first answer that satisfies `condition`, by default a whole one; throws when the server closed before.
  @discardableResult
  public func answer(
    _ condition: @escaping @Sendable (PageAnswer) -> Bool = { $0.isWhole }
  ) async throws -> PageAnswer {
    let now = await state.when { $0.isClosed || PageAnswer($0.bytes).map(condition) == true }
    guard let answer = PageAnswer(now.bytes), condition(answer) else {
      throw TestFailure(
        "the server closed; it said: \(String(decoding: now.bytes.suffix(300), as: UTF8.self))")
    }
    return answer
  }

  /// Waits for the answer, takes it away, and so makes room for the next one on the same connection.
  public func take() async throws -> PageAnswer {
    let answer = try await answer()
    state.change { $0.bytes.removeFirst(answer.length) }
    return answer
  }

  /// Waits until an event of the stream `matches`; its JSON.
  @discardableResult
  public func event(_ matches: @escaping @Sendable (JSONValue) -> Bool) async throws -> JSONValue {
    let stream = try await answer { Self.data(of: $0).contains(where: matches) }
    guard let event = Self.data(of: stream).first(where: matches) else { throw TestFailure("no such event") }
    return event
  }

  /// Waits until a stream has ended whole; its last bytes, without looking into the megabytes before them.
  public func end() async -> String {
    let mark = Array("\r\n0\r\n\r\n".utf8)
    let now = await state.when { $0.isClosed || $0.bytes.suffix(mark.count) == mark[...] }
    return String(decoding: now.bytes.suffix(4_096), as: UTF8.self)
  }

  /// Opens a stream here; its name.
  public func openStream() async throws -> String {
    request("GET /events")
    let name = try await event { $0["stream"].exists }["stream"].text
    guard let name else { throw TestFailure("a stream without a name") }
    return name
  }

  /// Closes the connection.
  public func hangUp() { socket.shutDown() }

  /// Waits until the server has closed.
  public func closed() async { _ = await state.when { $0.isClosed } }

  /// The data of the events so far.
  private static func data(of answer: PageAnswer) -> [JSONValue] {
    answer.events.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("data: ") }
      .map { JSONValue(String($0.dropFirst(6))) }
  }

  private static func connect(_ descriptor: Int32, _ port: UInt16, _ isVersion6: Bool) -> Int32 {
    func connect<Place>(_ place: Place) -> Int32 {
      withUnsafeBytes(of: place) { bytes in
        bytes.withMemoryRebound(to: sockaddr.self) {
          Glibc.connect(descriptor, $0.baseAddress, socklen_t(MemoryLayout<Place>.size))
        }
      }
    }
    if isVersion6 {
      var place = sockaddr_in6()
      place.sin6_family = sa_family_t(AF_INET6)
      place.sin6_port = port.bigEndian
      place.sin6_addr = in6addr_loopback
      return connect(place)
    }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    return connect(place)
  }
}
