public import PersonalData

/// The code that lets somebody without an account swipe into one batch.
public enum BatchCode {
  /// How many digits.
  public static let length = 8
  /// How many wrong tries lock it.
  public static let mostWrong = 5

  /// A code, each of them equally likely.
  public static func make(using generator: inout some RandomNumberGenerator) -> Personal<String> {
    let digits = String(Int.random(in: 0..<100_000_000, using: &generator))
    return Personal(String(repeating: "0", count: length - digits.count) + digits)
  }

  /// The digits of what somebody typed, with width made even and spaces taken out.
  public static func normalized(_ text: Personal<String>) -> Personal<String> {
    text.map { text in
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.compactMap { scalar in
            switch scalar.value {
            case 0x20, 0x3000: nil
            case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFEE0)
            default: scalar
            }
          }))
    }
  }
}
