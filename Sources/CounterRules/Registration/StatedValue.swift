internal import IdentityDocuments

/// How single values that somebody typed compare with those of a document (docs/portals.md §2).
enum StatedValue {
  /// What a comparison found.
  enum Verdict: Equatable {
    case same, widthOnly, other
  }

  /// Texts, character by character; blanks at the end are a card's padding and count for nothing.
  static func compare(_ stated: String, withText text: String) -> Verdict {
    let (stated, text) = (scalars(stated), scalars(text))
    if stated == text { return .same }
    return stated.map(narrow) == text.map(narrow) ? .widthOnly : .other
  }

  /// Numbers: what the archive finds a document by is the same document, so only width is left to differ in.
  static func compare(
    _ stated: String, withNumber number: String, of kind: DocumentKind
  ) -> Verdict {
    guard NumberText.canonical(stated, of: kind) == NumberText.canonical(number, of: kind) else {
      return .other
    }
    let (stated, number) = (scalars(stated.uppercased()), scalars(number.uppercased()))
    return stated != number && stated.map(narrow) == number.map(narrow) ? .widthOnly : .same
  }

  /// Days and long-term, as values; a field of a card that is neither compares as text.
  static func compare(_ stated: String, withDate date: CardDate) -> Verdict {
    if case .text(let text) = date { return compare(stated, withText: text) }
    return self.date(stated) == date ? .same : .other
  }

  /// Values of a code table: by code or name, with 性 and 族 or without.
  static func compare(_ stated: String, withCode value: CodedValue) -> Verdict {
    let word = bare(stated)
    if word == bare(value.name) || word == value.code { return .same }
    if let code = UInt(word), let own = UInt(value.code), code == own { return .same }
    return sexes[word.lowercased()].map { $0 == value.code } == true ? .same : .other
  }

  private static let sexes = ["male": "1", "m": "1", "female": "2", "f": "2"]
  private static let longTerm: Set<String> = ["长期", "長期", "长期有效", "long-term", "long term", "longterm"]

  /// The day that `text` writes: 20150613, 2015.06.13, 2015-6-13, 2015年6月13日; or long-term.
  static func date(_ text: String) -> CardDate? {
    let even = narrowed(text)
    if longTerm.contains(even.lowercased()) { return .longTerm }
    if let day = CalendarDate(compact: even) { return .date(day) }
    let marks: Set<Character> = [".", "-", "/", "年", "月", "日", " "]
    let parts = even.split(whereSeparator: marks.contains)
    guard parts.count == 3, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      parts[0].utf8.count == 4, parts[1].utf8.count <= 2, parts[2].utf8.count <= 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return CalendarDate(year: year, month: month, day: day).map { .date($0) }
  }

  /// Even width, no blanks around.
  private static func narrowed(_ text: String) -> String {
    let even = text.unicodeScalars.map(narrow)
    let front = even.drop { $0 == " " }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: front.reversed().drop { $0 == " " }.reversed())
    return String(view)
  }

  /// The name of a value without the word for what it is a value of.
  private static func bare(_ text: String) -> String {
    let even = narrowed(text)
    guard even.count > 1, let last = even.last, last == "族" || last == "性" else { return even }
    return String(even.dropLast())
  }

  /// The characters but for blanks at the end.
  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    Array(text.unicodeScalars.reversed().drop { $0 == " " || $0 == "\u{3000}" }.reversed())
  }

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000: " "
    default: scalar
    }
  }
}
