public import PersonalData

/// A mainland mobile number: 11 digits, the first 1, the second 3 to 9 (docs/mobile-number.md §1).
///
/// No block of numbers is refused beyond that: new ones appear, and ported numbers keep their old prefix.
public struct MobileNumber: Hashable, Sendable {
  /// The 11 digits and nothing else.
  public let digits: Personal<String>

  /// The number that `text` writes; `nil` where it is none.
  ///
  /// Takes +86 or 0086 in front, blanks anywhere, and digits of full width, which people type beside Chinese text.
  public init?(_ text: Personal<String>) {
    guard let digits = Self.digits(in: text.disclosed()) else { return nil }
    self.digits = Personal(digits)
  }

  /// With +86 in front, as gateways of other countries want it (E.164).
  public var international: Personal<String> { digits.map { "+86" + $0 } }

  private static func digits(in text: String) -> String? {
    var rest = Substring(String(String.UnicodeScalarView(text.unicodeScalars.compactMap(narrow))))
    for prefix in ["+86", "0086"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
      break
    }
    let bytes = Array(rest.utf8)
    guard bytes.count == 11, bytes.allSatisfy({ (0x30...0x39).contains($0) }), bytes.first == 0x31,
      bytes.dropFirst().first.map({ $0 >= 0x33 }) ?? false
    else { return nil }
    return String(rest)
  }

  /// The scalar in ASCII width; `nil` for a blank, which counts for nothing.
  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x09, 0x20, 0xA0, 0x3000: nil
    case 0xFF10...0xFF19, 0xFF0B: Unicode.Scalar(scalar.value - 0xFEE0)
    default: scalar
    }
  }
}
