import PortraitImages
import Testing

@Suite("Pictures as PNG")
struct PNGImageTests {
  /// Every pixel differs from its neighbours.
  static func pixels(_ width: Int, _ height: Int) -> [UInt8] {
    (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 251) }
  }

  @Test("What was encoded comes back pixel for pixel", arguments: [(1, 1), (102, 126), (3, 500), (641, 2)])
  func roundTrip(width: Int, height: Int) throws {
    let pixels = Self.pixels(width, height)
    let png = try PNGImage.encodeRGB(pixels: pixels, width: width, height: height)
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let back = try PNGImage.decodeRGB(png)
    #expect(back == PNGImage(pixels: pixels, width: width, height: height))
  }

  @Test(
    "Sizes that do not belong to the bytes are refused before libpng sees them",
    arguments: [(2, 2), (0, 4), (4, 0), (-1, -4), (4, 2), (16_385, 1), (Int.max, Int.max)])
  func wrongSize(width: Int, height: Int) {
    #expect(throws: PNGError.wrongSize) {
      try PNGImage.encodeRGB(pixels: [UInt8](repeating: 0, count: 9), width: width, height: height)
    }
  }

  @Test("A picture with more pixels than the caller takes is refused, one with as many is not")
  func limit() throws {
    let png = try PNGImage.encodeRGB(pixels: Self.pixels(10, 10), width: 10, height: 10)
    #expect(try PNGImage.decodeRGB(png, limit: 100).width == 10)
    for limit in [99, 1, 0, -5] {
      #expect(throws: PNGError.tooLarge) { try PNGImage.decodeRGB(png, limit: limit) }
    }
  }

  @Test("Every shortened file is refused")
  func truncated() throws {
    let png = try PNGImage.encodeRGB(pixels: Self.pixels(8, 8), width: 8, height: 8)
    // libpng does without the last chunk, which holds nothing: its 12 bytes may be missing.
    for count in 0..<(png.count - 12) {
      #expect(throws: PNGError.self, "\(count) bytes") { try PNGImage.decodeRGB(Array(png.prefix(count))) }
    }
  }

  @Test("No single changed byte gives a picture of another size than it says, or ends the program")
  func mutated() throws {
    let png = try PNGImage.encodeRGB(pixels: Self.pixels(8, 8), width: 8, height: 8)
    var refused = 0
    for index in png.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var broken = png
        broken[index] ^= change
        do {
          let image = try PNGImage.decodeRGB(broken, limit: 10_000)
          #expect(image.pixels.count == image.width * image.height * 3)
        } catch { refused += 1 }
      }
    }
    #expect(refused > png.count)
  }
}
