public import PersonalData

/// The digits of a one-time code.
///
/// They stand in the message to the person and nowhere else in clear.
public struct OneTimeCode: Equatable, Sendable {
  /// The digits; leading zeros count.
  public let digits: Personal<String>

  /// A new code of `length` digits, each of the ten equally likely.
  ///
  /// `generator` must be one that nobody can foresee.
  public init(length: Int, using generator: inout some RandomNumberGenerator) {
    var digits: [UInt8] = []
    while digits.count < length {
      let byte = UInt8(truncatingIfNeeded: generator.next())
      // 256 is no multiple of ten: with the last six values the low digits would come more often.
      if byte < 250 { digits.append(0x30 + byte % 10) }
    }
    self.digits = Personal(String(decoding: digits, as: UTF8.self))
  }

  /// The code that a person said and a clerk typed; `nil` where it cannot be one.
  ///
  /// Blanks count for nothing, and digits of full width are digits.
  public init?(typed text: Personal<String>) {
    var digits: [UInt8] = []
    for scalar in text.disclosed().unicodeScalars {
      switch scalar.value {
      case 0x09, 0x20, 0xA0, 0x3000: continue
      case 0x30...0x39, 0xFF10...0xFF19: digits.append(UInt8(truncatingIfNeeded: 0x30 + (scalar.value & 0xF)))
      default: return nil
      }
    }
    guard CodePolicy.lengths.contains(digits.count) else { return nil }
    self.digits = Personal(String(decoding: digits, as: UTF8.self))
  }
}
