/// How the text of a document number is made comparable.
public enum NumberText {
  /// Full-width characters as half-width ones, and a small x as X.
  ///
  /// Everything else stays as it is.
  public static func normalized(_ text: String) -> String {
    // Most numbers are even already, and each filing asks several times.
    guard text.utf8.contains(where: { $0 == 0x78 || $0 >= 0x80 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(normalized(scalar)) }
    return String(result)
  }

  /// The one form in which a number of `kind` is kept and looked up.
  ///
  /// Numbers of cards are made even as `normalized` does. What somebody types in also loses its blanks, gets capital
  /// letters, and an officer card's number its last character 号, which is left out at times.
  public static func canonical(_ text: String, of kind: DocumentKind) -> String {
    guard kind.isTyped else { return normalized(text) }
    let typed = folded(text)
    return kind == .militaryOfficerCard && !typed.isEmpty && !typed.hasSuffix("号") ? typed + "号" : typed
  }

  /// Even width, capital letters, no blanks.
  static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.map(normalized) where scalar != " " && scalar != "\t" {
      let isSmall = ("a"..."z").contains(scalar)
      result.append(isSmall ? Unicode.Scalar(scalar.value - 32) ?? scalar : scalar)
    }
    return String(result)
  }

  private static func normalized(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x78, 0xFF58: "X"
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000: " "
    default: scalar
    }
  }
}
