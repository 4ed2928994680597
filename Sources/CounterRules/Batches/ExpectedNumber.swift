internal import Bytes
internal import IdentityDocuments
internal import PersonalData

/// How the number of an expected person is taken out of a spreadsheet's cell.
enum ExpectedNumber {
  /// The number in `cell`; `nil` where none stands there, or one that a spreadsheet has spoilt.
  static func evened(_ cell: String) -> String? {
    let text = NumberText.normalized(unwrapped(trimmed(cell))).filter { !$0.isWhitespace }.uppercased()
    guard (8...18).contains(text.utf8.count), text.utf8.allSatisfy(isLetterOrDigit),
      text.utf8.contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    // A spreadsheet keeps fifteen digits of a number and writes noughts for the rest.
    if text.hasSuffix("000"), let number = CitizenNumber(Personal(text)), !number.isCheckRight { return nil }
    return text
  }

  /// Whether a number could stand in the cell.
  ///
  /// Shorter ones than any card has are dates and serial numbers.
  static func looksLikeOne(_ cell: String) -> Bool { (evened(cell)?.utf8.count ?? 0) >= 15 }

  /// Without blanks, tabs and marks at either end.
  static func trimmed(_ text: String) -> String {
    text.trimmed { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{200B}" }
  }

  /// Without what spreadsheets are told with that a number is a text: `'1`, `="1"`.
  private static func unwrapped(_ text: String) -> String {
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.count >= 3 {
      return String(text.dropFirst(2).dropLast())
    }
    return text.hasPrefix("'") ? String(text.dropFirst()) : text
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }
}
