public import PersonalData

/// What a person is found by when somebody gives a name: the whole name, however it was keyed in.
///
/// Width and case are made even, blanks and commas count for nothing, and every dot between the parts of a name is the
/// same one, because each keyboard has another.
public struct NameKey: Hashable, Sendable {
  /// The even form, never empty.
  public let text: Personal<String>

  /// The key of `name`; `nil` where nothing is left of it.
  public init?(_ name: Personal<String>) {
    let even = name.map { text in
      let scalars = text.unicodeScalars.compactMap(Self.even)
      return String(String.UnicodeScalarView(scalars)).uppercased()
    }
    guard !even.disclosed().isEmpty else { return nil }
    text = even
  }

  /// The scalar in ASCII width; `nil` for one that counts for nothing.
  private static func even(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x00...0x20, 0x2C, 0xA0, 0x3000, 0x3001, 0xFF0C: nil
    case 0x2E, 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF0E, 0xFF65: "\u{B7}"
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    default: scalar
    }
  }
}
