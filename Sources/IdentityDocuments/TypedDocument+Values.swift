import PersonalData

/// Single values as they were typed.
extension TypedDocument {
  /// The longest text that is taken, in UTF-16 units: twice what the longest card field holds.
  private static let longest = 120

  /// The text without blanks around it; `nil` where nothing is left.
  static func text(_ value: Personal<String>?, _ field: DocumentField) throws(Fault) -> Personal<String>? {
    guard let value else { return nil }
    let text = trimmed(value.disclosed())
    guard text.utf16.count <= longest, text.unicodeScalars.allSatisfy(isOrdinary) else {
      throw .valueUnusable(field)
    }
    return text.isEmpty ? nil : Personal(text)
  }

  /// The code with the name that the table has for it; a code that is not in it is its own name.
  static func code(
    _ value: Personal<CodedValue>?, _ field: DocumentField, _ table: [String: String],
    _ findings: inout [Finding]
  ) throws(Fault) -> Personal<CodedValue>? {
    guard let code = try text(value?.map(\.code), field)?.disclosed() else { return nil }
    if table[code] == nil { findings.append(Finding(field, .codeUnknown)) }
    return Personal(CodedValue(code: code, name: table[code] ?? code))
  }

  /// The day, however it is written: 2015-06-13, 2015.06.13, 2015/06/13, 20150613, in any width.
  static func date(
    _ value: Personal<CardDate>?, _ field: DocumentField, _ findings: inout [Finding]
  ) throws(Fault) -> Personal<CardDate>? {
    guard case .text(let written) = value?.disclosed() else { return value }
    guard let text = try text(Personal(written), field)?.disclosed() else { return nil }
    let even = NumberText.folded(text)
    if field == .validUntil, even == "长期" { return Personal(.longTerm) }
    let parts = even.split(omittingEmptySubsequences: false) { "-./年月日".contains($0) }.map(String.init)
    let padded = parts.prefix(3).map { $0.utf8.count == 1 ? "0" + $0 : $0 }
    if [1, 3].contains(parts.filter { !$0.isEmpty }.count), let day = CalendarDate(compact: padded.joined()) {
      return Personal(.date(day))
    }
    findings.append(Finding(field, .dateNotUnderstood))
    return Personal(.text(text))
  }

  private static func trimmed(_ text: String) -> String {
    let blanks: Set<Unicode.Scalar> = [" ", "\t", "\u{3000}", "\u{A0}"]
    let head = text.unicodeScalars.drop { blanks.contains($0) }
    return String(String.UnicodeScalarView(head.reversed().drop { blanks.contains($0) }.reversed()))
  }

  private static func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: scalar != "\u{FFFD}"
    }
  }
}
