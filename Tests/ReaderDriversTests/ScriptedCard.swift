import KioskProtocol
import ReaderKit

/// A card channel that answers from a script and remembers what was done.
final class ScriptedCard: CardChannel {
  typealias Answer = Result<[UInt8], KioskFailure>

  var commands: [[UInt8]] = []
  var isConnected = false
  var isClosed = false
  var connecting: KioskFailure?
  private let answer: (_ page: Int) -> Answer
  /// A module behind it, which gets frames instead of pages.
  var module: ((_ command: [UInt8]) -> [UInt8])?
  var isReader = false

  init(_ answer: @escaping (_ page: Int) -> Answer) { self.answer = answer }

  /// A reader that hands out `object` in pages of 256 bytes.
  convenience init(object: [UInt8]) {
    self.init { page in
      .success(Array(object.dropFirst(page * 256).prefix(256)) + [0x90, 0x00])
    }
  }

  func connect() throws(KioskFailure) -> [UInt8] {
    if let connecting { throw connecting }
    isConnected = true
    return [0x3B, 0x80, 0x80, 0x01, 0x01]
  }

  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard isConnected else { throw KioskFailure(.readerBadAnswer, detail: -1) }
    commands.append(command)
    if let module { return module(command) }
    return try answer(Int(command[2])).get()
  }

  func connectReader() throws(KioskFailure) {
    if let connecting { throw connecting }
    (isConnected, isReader) = (true, true)
  }

  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard isConnected, isReader, code == 1, let module else {
      throw KioskFailure(.readerBadAnswer, detail: -2)
    }
    commands.append(command)
    return module(command)
  }

  func disconnect() { isConnected = false }
  func close() { isClosed = true }
}
