internal import Portraits

/// What the decoders write (docs/reader-protocol.md §7.7) and how it becomes a picture.
package enum PortraitFormat {
  /// Bytes of a row of red, green and blue.
  package static let rowBytes = PortraitChannel.width * 3
  /// Bytes of the whole picture.
  package static let pixelBytes = rowBytes * PortraitChannel.height
  /// Bytes of a BMP file before its pixels.
  package static let bmpHeaderBytes = 54
  /// A BMP row is filled up to a multiple of four.
  package static let bmpRowBytes = (rowBytes + 3) / 4 * 4
  /// Bytes of the BMP file.
  package static let bmpBytes = bmpHeaderBytes + bmpRowBytes * PortraitChannel.height

  /// Red, green and blue with rows top down, out of the same with rows bottom up; `nil` for another size.
  package static func turned(_ pixels: [UInt8]) -> [UInt8]? {
    guard pixels.count == pixelBytes else { return nil }
    return (0..<PortraitChannel.height).reversed().flatMap { row in
      pixels[(row * rowBytes)...].prefix(rowBytes)
    }
  }

  /// Red, green and blue with rows top down, out of a BMP file; `nil` unless its header is exactly a portrait's.
  package static func pixels(ofBMP file: [UInt8]) -> [UInt8]? {
    guard file.count == bmpBytes, file.starts(with: Array("BM".utf8)) else { return nil }
    // Offsets in the file: size, start of the pixels, size of the second header, width, height (positive: rows
    // bottom up), planes and bits together, compression.
    let expected: [(at: Int, value: Int)] = [
      (2, bmpBytes), (10, bmpHeaderBytes), (14, 40), (18, PortraitChannel.width),
      (22, PortraitChannel.height),
      (26, 1 | 24 << 16), (30, 0),
    ]
    for (offset, value) in expected {
      let found = file[offset...].prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      guard found == value else { return nil }
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(pixelBytes)
    for row in (0..<PortraitChannel.height).reversed() {
      let line = file[(bmpHeaderBytes + row * bmpRowBytes)...].prefix(rowBytes)
      for start in stride(from: line.startIndex, to: line.endIndex, by: 3) {
        pixels += line[start..<(start + 3)].reversed()
      }
    }
    return pixels
  }
}
