internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// Harm done to the conversation with a device, once and when asked for.
///
/// Lives on its reader's own thread.
final class LinkTrouble {
  /// What goes wrong with the next answer.
  enum Kind {
    /// A byte of it, behind its head, is another one.
    case wrongByte
    /// It comes too late.
    case silence
    /// Nobody waits for it any more.
    case cancellation(CancelFlag)
  }

  /// A frame's head is left alone: with another length it would be waited for, not refused.
  private static let head = 7

  private var next: Kind?
  private var passed = 0

  /// From now on, once.
  func plan(_ kind: Kind) { (next, passed) = (kind, 0) }

  /// What comes instead of an answer.
  func harm(_ answer: () throws(KioskFailure) -> [UInt8]) throws(KioskFailure) -> [UInt8] {
    switch next {
    case nil: return try answer()
    case .wrongByte:
      var bytes = try answer()
      passed += bytes.count
      guard passed > Self.head else { return bytes }
      next = nil
      if let last = bytes.indices.last { bytes[last] ^= 0x5A }
      return bytes
    case .silence:
      next = nil
      throw KioskFailure(.readerTimeout)
    case .cancellation(let flag):
      next = nil
      flag.cancel()
      throw KioskFailure(.serviceStopping)
    }
  }
}

/// A link of bytes that can be harmed.
final class TroubledBytes: ByteLink {
  private let link: any ByteLink
  private let trouble: LinkTrouble
  /// Whether a request was sent: before one there is no answer to harm.
  private var isAnswerDue = false

  init(_ link: any ByteLink, _ trouble: LinkTrouble) { (self.link, self.trouble) = (link, trouble) }

  var settings: Int { link.settings }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    isAnswerDue = true
    try link.write(bytes, limit: limit)
  }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    guard isAnswerDue else { return try link.read(limit: limit) }
    return try trouble.harm { () throws(KioskFailure) in try link.read(limit: limit) }
  }

  func reset() throws(KioskFailure) { try link.reset() }
  func use(setting: Int) throws(KioskFailure) { try link.use(setting: setting) }
  func close() { link.close() }
}

/// A card channel that can be harmed: the byte before the status, or the last of an escape command's answer.
final class TroubledCard: CardChannel {
  private let channel: any CardChannel
  private let trouble: LinkTrouble

  init(_ channel: any CardChannel, _ trouble: LinkTrouble) {
    (self.channel, self.trouble) = (channel, trouble)
  }

  func connect() throws(KioskFailure) -> [UInt8] { try channel.connect() }
  func connectReader() throws(KioskFailure) { try channel.connectReader() }

  func transmit(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    var status: [UInt8] = []
    let data = try trouble.harm { () throws(KioskFailure) in
      let answer = try channel.transmit(command)
      status = answer.suffix(2)
      return answer.dropLast(2)
    }
    return data + status
  }

  func control(_ code: UInt32, _ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    try trouble.harm { () throws(KioskFailure) in try channel.control(code, command) }
  }

  func disconnect() { channel.disconnect() }
  func close() { channel.close() }
}
