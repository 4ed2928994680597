import KioskProtocol
import ReaderKit
import Synchronization

/// The moment when a link handed out the last bytes so far.
final class LastByte: Sendable {
  private struct State {
    var moment = ContinuousClock.now
    var calls = Samples()
  }
  private let state = Mutex(State())

  var moment: ContinuousClock.Instant { state.withLock { $0.moment } }
  /// How long the calls took that ended with bytes.
  var calls: Samples { state.withLock { $0.calls } }

  func forgetCalls() { state.withLock { $0.calls = Samples() } }

  func note(since start: ContinuousClock.Instant) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.moment = now
      state.calls.add(start.duration(to: now))
    }
  }
}

/// A source whose devices note when they hand out bytes.
final class NotedSource: DeviceSource {
  let events: AsyncStream<DeviceEvent>
  private let inner: any DeviceSource

  init(_ inner: any DeviceSource, lastByte: LastByte) {
    self.inner = inner
    let (stream, continuation) = AsyncStream.makeStream(of: DeviceEvent.self)
    events = stream
    Task {
      for await event in inner.events { continuation.yield(event.noting(lastByte)) }
      continuation.finish()
    }
  }

  func start() { inner.start() }

  func stop() async { await inner.stop() }
}

extension DeviceEvent {
  fileprivate func noting(_ lastByte: LastByte) -> DeviceEvent {
    guard case .arrived(var device) = self else { return self }
    device.opener =
      switch device.opener {
      case .bytes(let open): .bytes { () throws(KioskFailure) in NotedLink(try open(), lastByte) }
      case .card(let open): .card { () throws(KioskFailure) in NotedChannel(try open(), lastByte) }
      // No figure is taken over USB: nothing here stands for it at its speed.
      case .transfers: device.opener
      }
    return .arrived(device)
  }
}

/// A link that notes when it handed out bytes.
private final class NotedLink: ByteLink {
  private let inner: any ByteLink
  private let lastByte: LastByte

  init(_ inner: any ByteLink, _ lastByte: LastByte) { (self.inner, self.lastByte) = (inner, lastByte) }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) { try inner.write(bytes, limit: limit) }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    let start = ContinuousClock.now
    let bytes = try inner.read(limit: limit)
    lastByte.note(since: start)
    return bytes
  }

  func reset() throws(KioskFailure) { try inner.reset() }

  func close() { inner.close() }
}

/// A channel that notes when it handed out an answer.
private final class NotedChannel: CardChannel {
  private let inner: any CardChannel
  private let lastByte: LastByte

  init(_ inner: any CardChannel, _ lastByte: LastByte) { (self.inner, self.lastByte) = (inner, lastByte) }

  func connect() throws(KioskFailure) -> [UInt8] { try inner.connect() }

  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    let start = ContinuousClock.now
    let answer = try inner.transmit(command)
    lastByte.note(since: start)
    return answer
  }

  func disconnect() { inner.disconnect() }

  func close() { inner.close() }
}
