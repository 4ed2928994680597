/// The card of a person who never was: what stands in a recording for whatever a card held.
///
/// Its number has the code of a whole province, which is in nobody's (docs/synthetic-people.md). The lengths are those
/// of what it stands for.
enum NobodysCard {
  /// The chip's own number.
  static let chipNumber: [UInt8] = [0x10, 0x32, 0x54, 0x76, 0x98, 0xBA, 0xDC, 0xFE]

  /// A text block of `count` bytes (docs/reader-protocol.md §5.3).
  static func text(_ count: Int) -> [UInt8] {
    let fields = [
      ("样本甲", 15), ("1", 1), ("01", 2), ("19900307", 8), ("北京市虚构区示例路1号", 35), ("110000199003071231", 18),
      ("北京市公安局虚构分局", 15), ("20160101", 8), ("20360101", 8), ("", 18),
    ]
    return fitted(fields.flatMap { block($0.0, units: $0.1) }, count, filling: [0x20, 0x00])
  }

  /// A photo block of `count` bytes, in the format of invented faces.
  static func photo(_ count: Int) -> [UInt8] {
    fitted(Array("IDKIOSK-DRAWN-FACE-1\n".utf8) + [1, 0, 0, 0], count, filling: [0])
  }

  /// A fingerprint block of `count` bytes, of no finger.
  static func fingerprint(_ count: Int) -> [UInt8] {
    fitted(Array("IDKIOSK-NO-FINGER\n".utf8), count, filling: [0])
  }

  /// A block of added addresses of `count` bytes (docs/reader-protocol.md §5.8).
  static func newestAddress(_ count: Int) -> [UInt8] {
    fitted(block("北京市虚构区样本街2号", units: 35), count, filling: [0x20, 0x00])
  }

  /// A management number of `count` bytes.
  static func managementNumber(_ count: Int) -> [UInt8] { fitted(chipNumber, count, filling: [0]) }

  private static func block(_ text: String, units: Int) -> [UInt8] {
    let padded =
      Array(text.utf16.prefix(units)) + [UInt16](repeating: 0x20, count: max(0, units - text.utf16.count))
    return padded.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func fitted(_ bytes: [UInt8], _ count: Int, filling: [UInt8]) -> [UInt8] {
    var fitted = Array(bytes.prefix(count))
    while fitted.count < count { fitted.append(filling[(fitted.count - bytes.count) % filling.count]) }
    return fitted
  }
}
