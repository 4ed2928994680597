import Foundation
import PortraitImages
import TestSupport

/// The picture that the stand-in library draws for a photo block, asked of the library itself.
enum DrawnFace {
  private static let (width, height) = (102, 126)
  private typealias Unpack =
    @convention(c) (
      UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>, CInt
    ) -> CInt

  private static let unpack: Unpack? = {
    guard let library = dlopen(Programs.path("libidkiosk-standin-portrait.so"), RTLD_NOW),
      let symbol = dlsym(library, "unpack")
    else { return nil }
    return unsafeBitCast(symbol, to: Unpack.self)
  }()

  /// Red, green and blue, rows top down.
  static func pixels(of photo: [UInt8]) throws -> [UInt8] {
    var block = photo
    var bottomUp = [UInt8](repeating: 0, count: width * height * 3)
    guard let unpack, unpack(&block, &bottomUp, 7) == 1 else { throw TestFailure("no face for this photo") }
    let row = width * 3
    return (0..<height).reversed().flatMap { bottomUp[$0 * row..<($0 + 1) * row] }
  }

  /// The same of a reading's portrait; nothing when it has none.
  static func pixels(ofPortrait reading: JSONValue) -> [UInt8]? {
    guard let png = reading["portrait"]["data"].text.flatMap({ Data(base64Encoded: $0) }) else { return nil }
    return try? PNGImage.decodeRGB(Array(png)).pixels
  }
}
