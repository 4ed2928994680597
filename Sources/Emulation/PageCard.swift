/// A card on a virtual PC/SC reader: what it answers to a command, without any input or output.
package struct PageCard: Equatable, Sendable {
  /// What happens on a command.
  package enum Reply: Equatable, Sendable {
    case answer([UInt8])
    /// The card leaves the field in the middle of the command.
    case pulled
    /// No answer, ever.
    case silence
  }

  /// Something that goes wrong once, at the given command counted from 1, or on the given page.
  package enum Fault: Equatable, Sendable {
    case pull(at: Int)
    case hang(at: Int)
    case status(at: Int, UInt16)
    /// The page comes one byte short.
    case shortPage(UInt8)
  }

  /// An ATR with 90 00 at bytes 13 and 14 and a right TCK, as docs/reader-protocol.md §4.1 describes it.
  package static let readerATR = withCheck([
    0x3B, 0x8B, 0x80, 0x01, 0x43, 0x4F, 0x55, 0x4E, 0x54, 0x45, 0x52, 0, 0, 0x90, 0,
  ])
  /// The ATR of a bare card on an ordinary contactless reader (docs/reader-protocol.md §4.3).
  package static let bareATR = withCheck([
    0x3B, 0x88, 0x80, 0x01, 0xD1, 0x03, 0x86, 0x05, 0x00, 0x80, 0x80, 0x00,
  ])

  /// What it says when powered.
  package let atr: [UInt8]
  /// The object that is handed out in pages; `nil` for a card that knows no command.
  package let object: [UInt8]?
  /// What goes wrong next.
  package var fault: Fault? { didSet { commands = 0 } }
  private var commands = 0

  /// A card whose content the reader hands out in pages.
  package init(object: [UInt8]) {
    atr = Self.readerATR
    chipNumber = nil
    self.object = object
  }

  /// The eight bytes that it gives to the bare command 00 36; `nil` where the reader does not pass it on.
  package let chipNumber: [UInt8]?

  /// A bare contactless card, which answers 6D 00 to everything else.
  package init(chipNumber: [UInt8]? = nil) {
    self.chipNumber = chipNumber
    atr = Self.bareATR
    object = nil
  }

  /// Answers one command.
  package mutating func reply(to command: [UInt8]) -> Reply {
    commands += 1
    switch fault {
    case .pull(let at) where at == commands:
      fault = nil
      return .pulled
    case .hang(let at) where at == commands:
      fault = nil
      return .silence
    case .status(let at, let status) where at == commands:
      fault = nil
      return .answer([UInt8(status >> 8), UInt8(status & 0xFF)])
    default: return .answer(answer(to: command))
    }
  }

  private mutating func answer(to command: [UInt8]) -> [UInt8] {
    if let chipNumber, command == [0x00, 0x36, 0x00, 0x00, 0x08] { return chipNumber + [0x90, 0x00] }
    guard let object, command.count >= 4 else { return [0x6D, 0x00] }
    guard command[0] == 0xFF, command[1] == 0xB0 else { return [0x6D, 0x00] }
    let start = Int(command[2]) * 256
    guard command[3] == 0, start < object.count else { return [0x6A, 0x82] }
    var page = object[start..<min(start + 256, object.count)]
    if fault == .shortPage(command[2]) {
      fault = nil
      page = page.dropLast()
    }
    return Array(page) + [0x90, 0x00]
  }

  private static func withCheck(_ atr: [UInt8]) -> [UInt8] { atr + [atr.dropFirst().reduce(0, ^)] }
}
