public import PersonalData

/// A mobile number (docs/mobile-number.md §1): a mainland one has 11 digits, the first 1, the second 3 to 9; any other is
/// written as E.164 says, with + and the country's code in front.
///
/// No block of numbers is refused beyond that: new ones appear, and ported numbers keep their old prefix.
public struct MobileNumber: Hashable, Sendable {
  /// The 11 digits of a mainland number; the digits of any other with + in front.
  public let digits: Personal<String>

  /// The number that `text` writes; `nil` where it is none.
  ///
  /// Takes + or 00 and the country's code in front (a mainland number needs none), blanks anywhere, and digits of full
  /// width, which people type beside Chinese text.
  public init?(_ text: Personal<String>) {
    guard let digits = Self.digits(in: text.disclosed()) else { return nil }
    self.digits = Personal(digits)
  }

  /// Whether it is none of the mainland.
  public var isAbroad: Bool { digits.disclosed().hasPrefix("+") }

  /// With + and the country's code in front (E.164).
  public var international: Personal<String> { digits.map { $0.hasPrefix("+") ? $0 : "+86" + $0 } }

  private static func digits(in text: String) -> String? {
    var rest = Substring(String(String.UnicodeScalarView(text.unicodeScalars.compactMap(narrow))))
    if let prefix = ["+86", "0086"].first(where: rest.hasPrefix) {
      rest = rest.dropFirst(prefix.count)
    } else if let prefix = ["+", "00"].first(where: rest.hasPrefix) {
      let digits = rest.dropFirst(prefix.count)
      return CallingCode.isNumber(digits) ? "+" + digits : nil
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
