internal import FoundationEssentials
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import PortraitImages

/// The portrait as far as a terminal can show it: two pixels a character cell, in 24-bit colour.
enum PortraitText {
  /// The width in characters.
  private static let columns = 40

  /// Draws a decoded portrait where colours can be shown, or says why there is none.
  static func show(_ portrait: WirePortrait, _ output: Output) {
    guard let data = portrait.data.flatMap({ Data(base64Encoded: $0.personal.disclosed()) }) else {
      let reason = portrait.reason ?? .portraitBlockAbsent
      output.line("[\(reason.entry.message.both)]")
      return
    }
    guard Terminal.showsColours, let image = try? PNGImage.decodeRGB(Array(data)) else { return }
    for line in lines(of: image.pixels, width: image.width, height: image.height) { output.picture(line) }
  }

  private static func lines(of pixels: [UInt8], width: Int, height: Int) -> [String] {
    guard width > 0, height > 0, pixels.count == width * height * 3 else { return [] }
    let rows = max(1, height * columns / width / 2)
    return (0..<rows).map { row in
      (0..<columns).map { column in
        let upper = colour(pixels, width, height, column, row * 2, rows * 2)
        let lower = colour(pixels, width, height, column, row * 2 + 1, rows * 2)
        return "\u{1B}[38;2;\(upper)m\u{1B}[48;2;\(lower)m▀"
      }.joined() + "\u{1B}[0m"
    }
  }

  private static func colour(
    _ pixels: [UInt8], _ width: Int, _ height: Int, _ column: Int, _ row: Int, _ rows: Int
  ) -> String {
    let x = column * width / columns
    let y = row * height / rows
    return pixels[(y * width + x) * 3..<(y * width + x) * 3 + 3].map(String.init).joined(separator: ";")
  }
}
