internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData

/// A reading's values as the makers' pages want them: texts, empty where the document has none.
struct MakersDocument {
  let kind: DocumentKind
  private let document: WireDocument
  /// The portrait, base64; empty where there is none.
  let portrait: String

  init(_ reading: WireReading) {
    document = reading.document
    kind = reading.document.kind
    portrait = reading.portrait.data?.personal.disclosed() ?? ""
  }

  var name: String { Self.text(document.name) }
  var englishName: String { Self.text(document.englishName) }
  var number: String { Self.text(document.number) }
  var sex: String { document.sex?.personal.disclosed().name ?? "" }
  /// The ethnic group, or where the document has none the nationality.
  var nation: String { document.ethnicGroup?.personal.disclosed().name ?? Self.text(document.nationality) }
  var nationCode: String { document.ethnicGroup?.personal.disclosed().code ?? "" }
  var address: String { Self.text(document.address) }
  var authority: String { Self.text(document.authority) }
  var authorityCode: String { Self.text(document.authorityCode) }
  var passNumber: String { Self.text(document.passNumber) }
  var issueCount: String { Self.text(document.issueCount) }
  var cardVersion: String { Self.text(document.cardVersion) }
  var previousLink: String { Self.text(document.previousNumberLink) }

  /// The dates, with `mark` between year, month and day; 长期 where the validity has no end.
  func birth(_ mark: String) -> String { Self.date(Self.text(document.birthDate), mark) }
  func validFrom(_ mark: String) -> String { Self.date(Self.text(document.validFrom), mark) }
  func validUntil(_ mark: String) -> String {
    if document.longTerm?.personal.disclosed() == true { return "长期" }
    return Self.date(document.validUntil?.personal.disclosed() ?? "", mark)
  }

  private static func text(_ value: OnTheWire<String>?) -> String { value?.personal.disclosed() ?? "" }

  private static func date(_ text: String, _ mark: String) -> String {
    String(text.map { $0 == "-" ? mark : String($0) }.joined())
  }
}
