internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit

/// How frames get to a security module behind a PC/SC reader.
struct CardFraming: Equatable, Sendable {
  /// What carries a frame.
  enum Carrier: Equatable, Sendable {
    /// The reader's escape command, SCARD_CTL_CODE of this number; no card has to be connected.
    case escape(UInt32)
    /// A pseudo-APDU with these four bytes in front; in its extended form where a length may take two bytes.
    case apdu(header: [UInt8], isExtended: Bool)
  }
  var carrier: Carrier
  /// The four bytes of the command that fetches what did not fit into an answer (status 61 XX).
  var more: [UInt8] = [0xFF, 0xC0, 0x00, 0x00]

  /// The command that carries `frame`; its length must fit, as that of every request to a module does.
  func command(_ frame: [UInt8]) -> [UInt8] {
    let low = UInt8(truncatingIfNeeded: frame.count)
    let high = UInt8(truncatingIfNeeded: frame.count >> 8)
    return switch carrier {
    case .escape: frame
    case .apdu(let header, false): header + [low] + frame + [0]
    case .apdu(let header, true): header + [0, high, low] + frame + [0, 0]
    }
  }
}

/// A card channel as a link: every frame is one command, and its answer comes back with the same command.
final class CardFrameLink: ByteLink {
  /// Far more than any answer; whoever keeps offering more is not answering.
  private static let mostBytes = 8_192

  private let channel: any CardChannel
  private let framing: CardFraming
  private var isConnected = false
  private var answer: [UInt8] = []

  init(_ channel: any CardChannel, _ framing: CardFraming) {
    self.channel = channel
    self.framing = framing
  }

  func write(_ bytes: [UInt8], limit: Limit) throws(KioskFailure) {
    _ = try limit.slice()
    if !isConnected {
      if case .escape = framing.carrier { try channel.connectReader() } else { _ = try channel.connect() }
      isConnected = true
    }
    do throws(KioskFailure) {
      answer = try ask(framing.command(bytes))
    } catch {
      letGo()
      throw error
    }
  }

  func read(limit: Limit) throws(KioskFailure) -> [UInt8] {
    _ = try limit.slice()
    // Nothing comes by itself: what was not answered with the command never will be.
    guard !answer.isEmpty else { throw KioskFailure(.readerTimeout) }
    defer { answer = [] }
    return answer
  }

  func reset() throws(KioskFailure) { letGo() }

  /// Lets other programs at the reader until the next frame.
  func letGo() {
    answer = []
    isConnected = false
    channel.disconnect()
  }

  func close() {
    letGo()
    channel.close()
  }

  private func ask(_ command: [UInt8]) throws(KioskFailure) -> [UInt8] {
    guard case .apdu = framing.carrier else {
      guard case .escape(let code) = framing.carrier else { return [] }
      return try channel.control(code, command)
    }
    var whole: [UInt8] = []
    var next = command
    while whole.count <= Self.mostBytes {
      let part = try channel.transmit(next)
      guard part.count >= 2, let size = part.last else { throw KioskFailure(.readerBadAnswer) }
      whole += part.dropLast(2)
      switch part.suffix(2).first {
      case 0x90 where size == 0: return whole
      case 0x61: next = framing.more + [size]
      default: throw KioskFailure(.readerBadAnswer)
      }
    }
    throw KioskFailure(.readerBadAnswer)
  }
}
