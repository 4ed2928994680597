public import PersonalData

/// What a message says, in parts: for gateways that take the name of a template and what stands in its places.
public enum MessageContent: Equatable, Sendable {
  /// A code.
  case code(Code)
  /// A number stopped working because another took its place.
  case numberReplaced(MessageText.Language)
  /// A number stopped working.
  case numberReleased(MessageText.Language)
  /// The gateway is being tried.
  case test

  /// A message with a code.
  public struct Code: Equatable, Sendable {
    /// The digits.
    public var digits: Personal<String>
    /// What it is good for.
    public var purpose: CodePurpose
    /// How long, in words of the message's language.
    public var life: String
    /// The language.
    public var language: MessageText.Language
  }

  /// What `text` says; `nil` where it is no text of `MessageText`.
  ///
  /// Messages wait as texts, and the texts are ours: so they can be taken apart, and nothing else has to wait with them.
  public init?(_ text: Personal<String>) {
    if text == MessageText.test {
      self = .test
      return
    }
    for language in [MessageText.Language.chinese, .english] {
      if text == MessageText.numberReplaced(in: language) {
        self = .numberReplaced(language)
        return
      }
      if text == MessageText.numberReleased(in: language) {
        self = .numberReleased(language)
        return
      }
      for purpose in CodePurpose.allCases {
        guard let code = Self.code(in: text.disclosed(), purpose, language) else { continue }
        self = .code(code)
        return
      }
    }
    return nil
  }

  private static func code(
    in text: String, _ purpose: CodePurpose, _ language: MessageText.Language
  ) -> Code? {
    let pieces = MessageText.pieces(purpose, language)
    let texts = pieces.map { piece in
      piece == .place(.purpose) ? MessageText.Piece.words(MessageText.name(purpose, language)) : piece
    }
    var rest = Substring(text)
    var found: [MessageText.Place: String] = [:]
    var open: MessageText.Place?
    for piece in texts {
      switch piece {
      case .place(let place): open = place
      case .words(let words):
        guard let range = rest.firstRange(of: words), open != nil || range.lowerBound == rest.startIndex
        else { return nil }
        if let place = open { found[place] = String(rest[..<range.lowerBound]) }
        rest = rest[range.upperBound...]
        open = nil
      }
    }
    guard rest.isEmpty, let digits = found[.digits], let life = found[.life],
      !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Code(digits: Personal(digits), purpose: purpose, life: life, language: language)
  }
}
