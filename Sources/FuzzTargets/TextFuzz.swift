internal import IdentityDocuments
internal import KioskProtocol

enum TextFuzz {
  private static let flags: [UInt8] = [0x20, 0x4A, 0x49, 0x59, 0x00]

  static func run(_ input: [UInt8]) {
    guard let today = CalendarDate(year: 2026, month: 11, day: 20) else { return }
    _ = try? NewestAddress.text(of: input)
    _ = try? DecodedText(decoding: input, today: today)
    var block = Array(input.prefix(256))
    while block.count < 256 { block.append(block.count.isMultiple(of: 2) ? 0x20 : 0x00) }
    for flag in flags {
      (block[248], block[249]) = (flag, 0)
      guard let decoded = try? DecodedText(decoding: block, today: today) else { continue }
      _ = WireDocument(decoded.document)
      _ = decoded.findings.map(WireReading.Finding.init)
    }
  }
}
