import IdentityDocuments

/// What must be understood of a card, as JSON with the names of the wire.
///
/// Written from the values the card was made of: a decoder has no part in it.
struct ExpectedCard {
  var card: SyntheticCard
  /// Text that stands for a member instead of the card's own value, because the block was made odd there.
  var overrides: [DocumentField: String] = [:]
  var findings: [Finding] = []

  /// The object, one member a line, in the order of the wire.
  var json: String {
    let members = document.map { "    \(Self.quoted($0.name)): \($0.json)" }.joined(separator: ",\n")
    let noticed = findings.map {
      "    {\"field\": \(Self.quoted($0.field.rawValue)), \"code\": \(Self.quoted($0.code.rawValue))}"
    }
    let list = noticed.isEmpty ? "[]" : "[\n" + noticed.joined(separator: ",\n") + "\n  ]"
    return "{\n  \"document\": {\n" + members + "\n  },\n  \"findings\": " + list + "\n}"
  }

  private typealias Member = (name: String, json: String)

  private var document: [Member] {
    guard card.kind != .unknown else { return [("kind", Self.quoted("unknown"))] }
    var members: [Member] = [
      ("kind", Self.quoted(card.kind.rawValue)), text(.number, card.number), text(.name, card.name),
    ]
    if isForeigner { members.append(text(.englishName, card.englishName)) }
    members.append(("sex", Self.coded(card.sex)))
    if card.kind == .residentIdentityCard { members.append(("ethnicGroup", Self.coded(card.ethnicGroup))) }
    if isForeigner { members.append(text(.nationality, card.nationality)) }
    members.append(date(.birthDate, card.birthDate))
    if !isForeigner { members.append(text(.address, card.address)) }
    if !isForeigner { members.append(text(.authority, card.authority)) }
    if card.kind == .foreignPermanentResidentCard2017 {
      if card.authorityCode == "1500" { members.append(text(.authority, "公安部")) }
      members.append(text(.authorityCode, card.authorityCode))
    }
    members.append(date(.validFrom, card.validFrom))
    members.append(date(.validUntil, card.validUntil))
    members.append(("longTerm", card.validUntil == "长期" ? "true" : "false"))
    return members + special
  }

  /// The members that only one or two kinds have.
  private var special: [Member] {
    switch card.kind {
    case .hkMacaoTaiwanResidencePermit:
      [text(.passNumber, card.passNumber), text(.issueCount, card.issueCount)]
    case .foreignPermanentResidentCard2017: [text(.cardVersion, card.cardVersion)]
    case .foreignPermanentResidentCard2023:
      [text(.issueCount, card.issueCount), text(.previousNumberLink, card.previousNumberLink)]
        + (card.previousNumber.map { [text(.previousNumber, $0)] } ?? [])
    default: []
    }
  }

  private var isForeigner: Bool {
    card.kind == .foreignPermanentResidentCard2017 || card.kind == .foreignPermanentResidentCard2023
  }

  private func text(_ field: DocumentField, _ value: String) -> Member {
    (field.rawValue, Self.quoted(overrides[field] ?? value))
  }

  private func date(_ field: DocumentField, _ digits: String) -> Member {
    if let odd = overrides[field] { return (field.rawValue, Self.quoted(odd)) }
    if digits == "长期" { return (field.rawValue, "null") }
    guard digits.utf8.count == 8 else { return (field.rawValue, Self.quoted(digits)) }
    return (
      field.rawValue, Self.quoted("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    )
  }

  private static func coded(_ value: CodedValue) -> String {
    "{\"code\": \(quoted(value.code)), \"name\": \(quoted(value.name))}"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\" + String(scalar)
      case "\u{0}"..."\u{1F}": "\\u" + SyntheticNumbers.hexadecimal(scalar.value, 4)
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
