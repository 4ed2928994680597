package import Bytes
package import KioskProtocol

/// The fixed part of idkiosk-portrait's answer.
///
/// The process ran foreign code, so nothing in it is believed.
package enum PortraitAnswerHeader: Equatable, Sendable {
  /// So many bytes of PNG follow.
  case picture(length: Int)
  /// There is no picture.
  case none(FailureReason)

  /// Reads the `PortraitChannel.headerSize` bytes; a size or a status that no portrait has is a crash.
  package init(decoding bytes: [UInt8]) throws(DecodeError) {
    var reader = ByteReader(bytes)
    let status = try reader.u8()
    let width = try reader.u16LE()
    let height = try reader.u16LE()
    let length = try reader.u32LE()
    try reader.finish()
    if let reason = PortraitChannel.reasons[status] {
      self = .none(reason)
    } else if status == 0, Int(width) == PortraitChannel.width, Int(height) == PortraitChannel.height,
      (1...PortraitChannel.largestPicture).contains(Int(length))
    {
      self = .picture(length: Int(length))
    } else {
      self = .none(.portraitCrashed)
    }
  }

  /// Whether `png` begins as a PNG file of a portrait's size does: signature, then width and height, high byte first.
  package static func isPortrait(_ png: [UInt8]) -> Bool {
    let start: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
      UInt8(PortraitChannel.width), 0, 0, 0, UInt8(PortraitChannel.height),
    ]
    return png.starts(with: start)
  }
}
