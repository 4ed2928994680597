internal import CPNG

/// A picture of red, green and blue bytes, and the way to PNG and back.
public struct PNGImage: Equatable, Sendable {
  /// Red, green, blue; left to right, rows top down, no padding.
  public var pixels: [UInt8]
  /// Pixels in a row.
  public var width: Int
  /// Rows.
  public var height: Int

  /// A picture of known size; nothing is checked before it is encoded.
  public init(pixels: [UInt8], width: Int, height: Int) {
    self.pixels = pixels
    self.width = width
    self.height = height
  }

  /// The longest side that is read or written.
  public static let longestSide = 16_384

  /// Encodes `pixels` (red, green, blue; rows top down, no padding) as PNG.
  ///
  /// Blocks for the time of compressing: about a millisecond for a portrait.
  public static func encodeRGB(pixels: [UInt8], width: Int, height: Int) throws(PNGError) -> [UInt8] {
    // libpng believes the sizes; a short array would be read beyond its end.
    let sides = 1...longestSide
    guard sides.contains(width), sides.contains(height), pixels.count == width * height * 3 else {
      throw .wrongSize
    }
    var size = cpng_maximum_size(UInt32(width), UInt32(height))
    var isWritten = false
    let png = unsafe [UInt8](unsafeUninitializedCapacity: size) { memory, count in
      isWritten =
        unsafe cpng_write(UInt32(width), UInt32(height), pixels, memory.baseAddress, &size) != 0
        && size <= memory.count
      count = isWritten ? size : 0
    }
    guard isWritten else { throw .damaged }
    return png
  }

  /// Decodes any PNG of at most `limit` pixels into red, green and blue; what is transparent becomes black.
  public static func decodeRGB(_ png: [UInt8], limit: Int = 1_000_000) throws(PNGError) -> PNGImage {
    var width: UInt32 = 0
    var height: UInt32 = 0
    guard unsafe cpng_measure(png, png.count, &width, &height) != 0 else { throw .damaged }
    guard width > 0, height > 0 else { throw .damaged }
    // Divided, not multiplied: both sides come from the file.
    guard let columns = Int(exactly: width), let rows = Int(exactly: height), limit > 0,
      columns <= longestSide, rows <= longestSide, rows <= limit / columns
    else { throw .tooLarge }
    var pixels = [UInt8](repeating: 0, count: columns * rows * 3)
    guard unsafe cpng_read(png, png.count, width, height, &pixels) != 0 else { throw .damaged }
    return PNGImage(pixels: pixels, width: columns, height: rows)
  }
}
