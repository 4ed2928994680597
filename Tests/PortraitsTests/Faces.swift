import KioskProtocol
import PersonalData
import PortraitImages
import Portraits
import TestSupport

/// What the tests of this target share.
enum Faces {
  /// The built program.
  static let helper = Programs.path("idkiosk-portrait")
  /// The library for synthetic cards.
  static let standIn = Programs.path("libidkiosk-standin-portrait.so")
  /// Long enough for any busy machine; a decoder that does not end is tested with a shorter one.
  static let patience = Duration.seconds(60)

  /// A block of the kind that the stand-in draws.
  static func block(seed: UInt32) -> Personal<[UInt8]> {
    var block =
      Array("IDKIOSK-DRAWN-FACE-1\n".utf8) + (0..<4).map { UInt8(truncatingIfNeeded: seed >> (8 * $0)) }
    block += [UInt8](repeating: 0x5A, count: 1_024 - block.count)
    return Personal(block)
  }

  /// A client of the real program.
  static func client(_ settings: PortraitSettings?, deadline: Duration = patience) -> PortraitClient {
    var settings = settings
    settings?.deadline = deadline
    return PortraitClient(helper: helper, settings: settings)
  }

  /// The picture of an outcome; throws with the reason when there is none.
  static func picture(_ outcome: PortraitOutcome) throws -> PNGImage {
    guard case .decoded(let portrait) = outcome else {
      throw TestFailure("no picture: \(outcome.reason?.rawValue ?? "")")
    }
    let image = try PNGImage.decodeRGB(portrait.png.disclosed())
    guard image.width == portrait.width, image.height == portrait.height else {
      throw TestFailure("another size")
    }
    return image
  }

  /// Red, green and blue at a place counted from the top left.
  static func pixel(_ image: PNGImage, _ x: Int, _ y: Int) -> [UInt8] {
    Array(image.pixels[((y * image.width + x) * 3)...].prefix(3))
  }
}
