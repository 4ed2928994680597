internal import ReaderKit

/// Replaces what is a person's in the answers of cards behind PC/SC readers.
struct PageScrubber {
  private static let pageSize = 256
  /// The object that stands for the card's, once the first page told its lengths.
  private var object: [UInt8] = []

  /// What stands for the answer to a command.
  mutating func answer(_ bytes: [UInt8], to command: [UInt8]) -> [UInt8] {
    let status = Self.status(bytes.suffix(2))
    let size = max(0, bytes.count - 2)
    guard size > 0, status == [0x90, 0x00] else { return [UInt8](repeating: 0, count: size) + status }
    if command == [0x00, 0x36, 0x00, 0x00, 0x08] {
      return Array(NobodysCard.chipNumber.prefix(size)) + zeros(size - 8) + status
    }
    guard command.count == 5, command.starts(with: [0xFF, 0xB0]) else { return zeros(size) + status }
    let page = Int(command[2])
    if page == 0 { object = Self.object(Array(bytes.dropLast(2))) }
    let part = Array(object.dropFirst(page * Self.pageSize).prefix(size))
    return part + zeros(size - part.count) + status
  }

  /// The status of an answer as it was, where it is one.
  static func status(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let status = Array(bytes)
    guard let first = status.first, status.count == 2 else { return status.map { _ in 0 } }
    return (0x61...0x6F).contains(first) || first == 0x90 && status[1] == 0 ? status : [0x6F, 0x00]
  }

  /// A known answer to reset as it is; of any other only that it is one, in the same size.
  static func answerToReset(_ bytes: [UInt8]) -> [UInt8] {
    guard KnownATRs.kind(of: bytes) == .other, bytes.count > 4 else {
      return bytes.count > 4 ? bytes : zeros(bytes.count)
    }
    let head: [UInt8] = [0x3B, 0x80 | UInt8(truncatingIfNeeded: bytes.count - 5) & 0x0F, 0x80, 0x01]
    let body = head + zeros(bytes.count - 5)
    return body + [body.dropFirst().reduce(0, ^)]
  }

  /// The object for a first page: with its lengths where they are an object's, else with lengths that are none's.
  private static func object(_ page: [UInt8]) -> [UInt8] {
    let none: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    guard page.count >= 4 else { return none }
    let (text, photo) = (Int(page[0]) << 8 | Int(page[1]), Int(page[2]) << 8 | Int(page[3]))
    guard text > 0, page.count == min(text + photo + 4, pageSize), text + photo <= 8_188 else { return none }
    return Array(page.prefix(4)) + NobodysCard.text(text) + NobodysCard.photo(photo)
  }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: max(0, count)) }
  private func zeros(_ count: Int) -> [UInt8] { Self.zeros(count) }
}
