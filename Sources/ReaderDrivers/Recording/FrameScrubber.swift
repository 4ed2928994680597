internal import SAMProtocol

/// Replaces what is a person's in one frame, from its length on.
struct FrameScrubber {
  private let length: Int
  /// What is written for the length, the status and the data.
  private let clean: [UInt8]
  private var position = 0
  private var receivedSum: UInt8 = 0
  private var writtenSum: UInt8 = 0

  /// A frame whose length stands at the beginning of `ahead`, which holds what has come by now.
  init(_ ahead: [UInt8], command: SAMCommand?, hasPreamble: Bool) {
    var head = Array(ahead.prefix(2))
    var length = head.count == 2 ? Int(head[0]) << 8 | Int(head[1]) : 0
    // Without a preamble anything can pass for a length: only those of known answers are kept.
    if !hasPreamble, ![0, 1, 5, 7, 9].contains(length >> 8) {
      // One that is waited for stays so, one that is refused stays refused.
      length = length <= SAMFrame.maximumPayload + 1 ? 0x0FFF : 0xFFFF
      head = [UInt8(truncatingIfNeeded: length >> 8), 0xFF]
    }
    self.length = length
    let status = ahead.dropFirst(4).first ?? 0
    let isKnown = SAMStatus.named.contains { $0.code == status }
    let payload = [0, 0, isKnown ? status : 0xEE].prefix(max(0, length - 1))
    clean =
      head + payload
      + Self.data(Array(ahead.dropFirst(5)), max(0, length - 4), status, command, ahead, length)
  }

  /// Whether everything that the length counts has been taken.
  var isOver: Bool { position >= length + 2 }

  /// What is written for the next byte; `nil` once the frame is over.
  mutating func take(_ byte: UInt8) -> UInt8? {
    guard !isOver else { return nil }
    defer { position += 1 }
    guard position + 1 < length + 2 || length < 2 else {
      // The checksum: right where it was right.
      return byte == receivedSum ? writtenSum : writtenSum ^ 0x5A
    }
    let written = position < clean.count ? clean[position] : StreamScrubber.filling
    receivedSum ^= byte
    writtenSum ^= written
    return written
  }

  /// What stands for the data, `count` bytes of which `received` have come.
  private static func data(
    _ received: [UInt8], _ count: Int, _ status: UInt8, _ command: SAMCommand?, _ ahead: [UInt8],
    _ length: Int
  ) -> [UInt8] {
    if count == 0 { return [] }
    if status == SAMStatus.success.code {
      let isWhole = ahead.count >= length + 2 && SAMFrame.checksum(ahead.prefix(length + 2)) == 0
      if command == .samID, count == 16, isWhole { return Array(received.prefix(16)) }
      if let blocks = blocks(received, count) { return blocks }
      if count <= 280, count.isMultiple(of: 70) { return NobodysCard.newestAddress(count) }
      if count == 28 { return NobodysCard.managementNumber(count) }
    }
    if count <= 8 { return [UInt8](repeating: 0, count: count) }
    return [UInt8](repeating: StreamScrubber.filling, count: min(count, SAMFrame.maximumPayload))
  }

  /// The blocks of a read, whose lengths stand in front and add up.
  private static func blocks(_ received: [UInt8], _ count: Int) -> [UInt8]? {
    for parts in [2, 3] where received.count >= parts * 2 {
      let head = Array(received.prefix(parts * 2))
      let sizes = (0..<parts).map { Int(head[$0 * 2]) << 8 | Int(head[$0 * 2 + 1]) }
      guard sizes.reduce(parts * 2, +) == count, sizes[0] > 0 else { continue }
      return head + NobodysCard.text(sizes[0]) + NobodysCard.photo(sizes[1])
        + (parts == 3 ? NobodysCard.fingerprint(sizes[2]) : [])
    }
    return nil
  }
}
