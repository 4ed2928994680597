internal import CMicroHTTPD
internal import KioskProtocol
internal import RPCTransport
internal import Synchronization

/// One stream of server-sent events; messages come from any thread and are taken on the library's.
final class EventStream: Sendable {
  private struct State {
    var waiting: [ArraySlice<UInt8>] = []
    var count = 0
    var told: UInt64 = 0
    var parked: Connection?
    var isEnding = false
  }
  private let state = Mutex(State())
  private let connection: Connection
  private let mostWaiting: Int
  /// By which a call names the stream; nobody else can guess it.
  let name: String

  /// A stream that keeps `mostWaiting` bytes for a browser that does not read.
  init(name: String, connection: Connection, mostWaiting: Int) {
    self.name = name
    self.connection = connection
    self.mostWaiting = mostWaiting
    append(Array("event: stream\ndata: {\"stream\":\"\(name)\"}\n\n".utf8))
  }

  /// The socket's number.
  var socket: CInt { connection.socket }

  /// How many notifications were sent, which is the number of the last one.
  var told: UInt64 { state.withLock { $0.told } }

  /// Sends one notification, JSON without line breaks; a browser that does not read loses the stream.
  func send(_ line: [UInt8]) { append(Array("data: ".utf8) + line + [0x0A, 0x0A], isNumbered: true) }

  /// A line that means nothing, where nothing else waits: the page knows by it that the daemon lives.
  func beat() {
    guard state.withLock({ $0.waiting.isEmpty }) else { return }
    append(Array(": still here\n\n".utf8))
  }

  /// Ends the stream after what waits.
  func end() {
    state.withLock { state in
      state.isEnding = true
      state.parked?.resume()
      state.parked = nil
    }
  }

  /// What the library asks for more bytes; to find nothing and to suspend are one step, or a resumption could be lost.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    state.withLock { state in
      guard let first = state.waiting.first else {
        if state.isEnding { return MHD_CONTENT_READER_END_OF_STREAM }
        connection.suspend()
        state.parked = connection
        return 0
      }
      let count = min(first.count, buffer.count)
      unsafe buffer.copyBytes(from: first.prefix(count))
      state.count -= count
      if count < first.count {
        state.waiting[0] = first.dropFirst(count)
      } else {
        state.waiting.removeFirst()
      }
      return count
    }
  }

  private func append(_ event: [UInt8], isNumbered: Bool = false) {
    state.withLock { state in
      guard !state.isEnding else { return }
      var event = event
      if isNumbered {
        state.told += 1
        event = Array("id: \(state.told)\n".utf8) + event
      }
      if state.count + event.count > mostWaiting {
        // What was begun is finished, so that the browser can read the reason after it.
        let begun = state.waiting.first.map { $0.startIndex > 0 ? [$0] : [] } ?? []
        state.waiting = begun + [Self.goodbye[...]]
        state.count = state.waiting.reduce(0) { $0 + $1.count }
        state.isEnding = true
      } else {
        state.waiting.append(event[...])
        state.count += event.count
      }
      state.parked?.resume()
      state.parked = nil
    }
  }

  private static let goodbye: [UInt8] = {
    let notification = RPCEnvelope.Notification(
      method: ClientDropped.name, params: ClientDropped(KioskFailure(.clientTooSlow)))
    return Array("data: ".utf8) + Lines.encode(notification) + [0x0A, 0x0A]
  }()
}
