package import Bytes
package import KioskProtocol

/// What travels between a daemon and idkiosk-portrait: one request, one answer, then the channel is closed.
///
///     request   u32 LE length | block
///     answer    u8 status | u16 LE width | u16 LE height | u32 LE length | PNG
package enum PortraitChannel {
  /// The child's descriptor.
  package static let descriptor: CInt = 3
  /// The largest block that is asked for; cards have 1024 bytes.
  package static let largestBlock = 4_096
  /// The largest picture that is taken.
  package static let largestPicture = 1 << 20
  /// Pixels in a row of every portrait (docs/reader-protocol.md §7.7).
  package static let width = 102
  /// Rows of every portrait.
  package static let height = 126
  /// Bytes before the picture.
  package static let headerSize = 9

  /// The reasons an answer can name, by status; 0 is a picture.
  package static let reasons: [UInt8: FailureReason] = [
    1: .portraitLibraryUnusable, 2: .portraitSymbolMissing, 3: .portraitRefused, 4: .portraitWrongSize,
    5: .portraitOverrun,
  ]

  /// The request for `block`; `nil` when it is larger than any card's.
  package static func request(_ block: [UInt8]) -> [UInt8]? {
    guard block.count <= largestBlock else { return nil }
    return littleEndian(UInt32(block.count)) + block
  }

  /// The length of the block that follows these four bytes, if it may be so long.
  package static func blockLength(_ bytes: [UInt8]) throws(DecodeError) -> Int? {
    var reader = ByteReader(bytes)
    let length = try reader.u32LE()
    return (1...largestBlock).contains(Int(length)) ? Int(length) : nil
  }

  /// An answer with a picture.
  package static func answer(png: [UInt8]) -> [UInt8] {
    [0] + littleEndian(UInt32(width) | UInt32(height) << 16) + littleEndian(UInt32(clamping: png.count)) + png
  }

  /// An answer without one.
  package static func answer(_ reason: FailureReason) -> [UInt8] {
    let status = reasons.first { $0.value == reason }?.key ?? 3
    return [status] + [UInt8](repeating: 0, count: headerSize - 1)
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
