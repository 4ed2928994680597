import Testing

@testable import PortraitDecoding

@Suite("What portrait decoders write")
struct PortraitFormatTests {
  /// A BMP file as docs/reader-protocol.md §7.7 gives it.
  ///
  /// Pixel bytes tell row (from the top), column and channel.
  static let file: [UInt8] = {
    var file: [UInt8] = [
      0x42, 0x4D, 0xCE, 0x97, 0, 0, 0, 0, 0, 0, 0x36, 0, 0, 0, 0x28, 0, 0, 0, 0x66, 0, 0, 0, 0x7E, 0, 0, 0, 1,
      0,
      24, 0,
    ]
    file += [UInt8](repeating: 0, count: 24)
    for row in (0..<126).reversed() {
      for column in 0..<102 {
        file += [2, 1, 0].map { UInt8(truncatingIfNeeded: row &* 31 &+ column &* 5 &+ $0) }
      }
      file += [0, 0]
    }
    return file
  }()

  static func topDown(rows: some Sequence<Int>) -> [UInt8] {
    rows.flatMap { row in
      (0..<102).flatMap { column in
        (0..<3).map { UInt8(truncatingIfNeeded: row &* 31 &+ column &* 5 &+ $0) }
      }
    }
  }

  @Test("A BMP becomes red, green and blue with the top row first")
  func bmp() {
    #expect(Self.file.count == 38_862)
    #expect(PortraitFormat.pixels(ofBMP: Self.file) == Self.topDown(rows: 0..<126))
  }

  @Test("Rows that came bottom up stand top down afterwards")
  func turned() {
    #expect(PortraitFormat.turned(Self.topDown(rows: (0..<126).reversed())) == Self.topDown(rows: 0..<126))
  }

  @Test(
    "Another number of bytes is not a portrait", arguments: [0, 1, 53, 54, 38_555, 38_557, 38_861, 38_863])
  func otherLength(count: Int) {
    let bytes = Array((Self.file + [0]).prefix(count))
    #expect(PortraitFormat.pixels(ofBMP: bytes) == nil)
    #expect(PortraitFormat.turned(bytes) == nil)
  }

  @Test("Every changed byte of the header that says size, place or format is refused")
  func header() {
    for index in Array(0..<6) + Array(10..<34) {
      for bit in 0..<8 {
        var broken = Self.file
        broken[index] ^= 1 << UInt8(bit)
        #expect(PortraitFormat.pixels(ofBMP: broken) == nil, "byte \(index), bit \(bit)")
      }
    }
  }
}
