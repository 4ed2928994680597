internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// A recorded device: does what it did then, as long as it is asked the same.
///
/// Lives on one thread. No time passes: a time-out that was recorded comes at once.
final class PlayedDevice: TransferLink, ByteLink, CardChannel {
  private var events: ArraySlice<RecordedEvent> = []
  /// The first thing that was done otherwise than recorded.
  private(set) var deviation: String?
  let settings: Int

  init(settings: Int) { self.settings = settings }

  /// From here on the events of this call are played.
  func begin(_ call: RecordedCall) { events = call.events[...] }

  /// Notes a deviation when something of the call was not asked for.
  func finish() {
    if let left = events.first { deviate("not done: \(left.operation.word)") }
    events = []
  }

  func opened() throws(KioskFailure) -> PlayedDevice {
    _ = try play(.open)
    return self
  }

  func pause(milliseconds: Int) {}
  func claim(_ interface: UInt8) throws(KioskFailure) { _ = try play(.claim(interface)) }

  func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure) {
    _ = try play(.send(bytes, .init(pipe)))
  }

  func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8] {
    try play(.receive(.init(pipe)))
  }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) { _ = try play(.write(bytes)) }
  func read(limit: Limit) throws(KioskFailure) -> [UInt8] { try play(.read) }
  func reset() throws(KioskFailure) { _ = try play(.reset) }
  func use(setting: Int) throws(KioskFailure) { _ = try play(.setting(setting)) }
  func connect() throws(KioskFailure) -> [UInt8] { try play(.connect) }
  func connectReader() throws(KioskFailure) { _ = try play(.connectReader) }
  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] { try play(.transmit(command)) }

  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try play(.control(code, command))
  }

  func disconnect() { _ = try? play(.disconnect) }
  func close() { _ = try? play(.close) }

  private func play(_ operation: LinkOperation) throws(KioskFailure) -> [UInt8] {
    guard let next = events.popFirst(), next.operation == operation else {
      deviate("done otherwise: \(operation.word)")
      // Ends the call, and looks like no fault that a driver tries to mend.
      throw KioskFailure(.serviceInternal)
    }
    switch next.outcome {
    case .done: return []
    case .bytes(let bytes): return bytes
    case .failed(let reason): throw KioskFailure(reason)
    }
  }

  private func deviate(_ what: String) { if deviation == nil { deviation = what } }
}

extension LinkOperation {
  /// What is done, without bytes.
  fileprivate var word: String {
    switch self {
    case .send: "send"
    case .write: "write"
    case .transmit: "transmit"
    case .control: "control"
    default: "\(self)"
    }
  }
}
