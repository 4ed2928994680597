internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// A recorded device that answers whatever it was asked in its recording, in any order and as often as wanted.
///
/// Lives on one thread. No time passes: where nothing was recorded, a time-out comes at once.
final class AnsweringDevice: TransferLink, ByteLink, CardChannel {
  private struct Exchange {
    var request: [LinkOperation]
    var answers: [LinkOperation.Outcome] = []
  }

  private let exchanges: [Exchange]
  let settings: Int
  private var position = 0
  private var request: [LinkOperation] = []
  private var waiting: ArraySlice<LinkOperation.Outcome> = []

  init(_ recording: Recording) {
    settings = recording.settings
    var exchanges: [Exchange] = []
    var wasRequest = false
    for event in recording.calls.flatMap(\.events) {
      let isRequest = event.operation.isRequest
      if isRequest, wasRequest, let last = exchanges.indices.last {
        exchanges[last].request.append(event.operation)
      } else if isRequest {
        exchanges.append(Exchange(request: [event.operation]))
      }
      if case .bytes = event.outcome, let last = exchanges.indices.last {
        exchanges[last].answers.append(event.outcome)
      }
      wasRequest = isRequest && event.outcome == .done
    }
    self.exchanges = exchanges
  }

  func pause(milliseconds: Int) {}
  func claim(_ interface: UInt8) throws(KioskFailure) {}
  func send(_ bytes: [UInt8], over pipe: USBPipe, limit: Limit) throws(KioskFailure) {
    take(.send(bytes, .init(pipe)))
  }
  func receive(over pipe: USBPipe, limit: Limit) throws(KioskFailure) -> [UInt8] { try answer() }
  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) { take(.write(bytes)) }
  func read(limit: Limit) throws(KioskFailure) -> [UInt8] { try answer() }
  func reset() throws(KioskFailure) { forget() }
  func use(setting: Int) throws(KioskFailure) { forget() }
  func connect() throws(KioskFailure) -> [UInt8] { try ask(.connect) }
  func connectReader() throws(KioskFailure) {}
  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] { try ask(.transmit(command)) }
  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try ask(.control(code, command))
  }
  func disconnect() {}
  func close() { forget() }

  private func forget() { (request, waiting) = ([], []) }

  private func ask(_ operation: LinkOperation) throws(KioskFailure) -> [UInt8] {
    request = [operation]
    return try answer()
  }

  private func take(_ operation: LinkOperation) {
    request.append(operation)
    waiting = []
  }

  private func answer() throws(KioskFailure) -> [UInt8] {
    if !request.isEmpty {
      // The next that fits, or the first one again.
      let order = Array(exchanges.indices.dropFirst(position)) + exchanges.indices.prefix(position)
      if let found = order.first(where: { exchanges[$0].request == request && !exchanges[$0].answers.isEmpty }
      ) {
        waiting = exchanges[found].answers[...]
        position = found + 1
      }
      request = []
    }
    guard case .bytes(let bytes)? = waiting.popFirst() else { throw KioskFailure(.readerTimeout) }
    return bytes
  }
}

extension LinkOperation {
  fileprivate var isRequest: Bool {
    switch self {
    case .send, .write, .transmit, .control, .connect: true
    default: false
    }
  }
}
