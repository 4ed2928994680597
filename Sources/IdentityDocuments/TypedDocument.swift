internal import PersonalData

/// A document that a checker typed in after looking at it (docs/counter-rules.md, typed documents).
public struct TypedDocument: Equatable, Sendable {
  /// The values as they are filed: number in its one form, codes with their names, nothing blank.
  public let document: IdentityDocument
  /// What is odd; no value is refused for it.
  public let findings: [Finding]

  /// Why something typed in is no document.
  public enum Fault: Error, Equatable, Sendable {
    /// Documents of this kind are read from their card.
    case kindIsReadFromCard
    /// Documents of this kind do not have this field.
    case fieldUnexpected(DocumentField)
    /// Longer than any document's, or with characters that no document has.
    case valueUnusable(DocumentField)
  }

  /// Takes what was typed, as it was typed; `today` is the day at the window.
  public init(_ typed: IdentityDocument, today: CalendarDate) throws(Fault) {
    guard typed.kind.isTyped else { throw .kindIsReadFromCard }
    if let field = Self.unexpected(in: typed) { throw .fieldUnexpected(field) }
    var notes = [Finding(.kind, .typedIn)]
    var document = IdentityDocument(kind: typed.kind)
    document.number = try Self.text(typed.number, .number)?.map {
      NumberText.canonical($0, of: typed.kind)
    }
    document.name = try Self.text(typed.name, .name)
    document.englishName = try Self.text(typed.englishName, .englishName)
    document.nationality = try Self.text(typed.nationality, .nationality)?.map(NumberText.folded)
    document.authority = try Self.text(typed.authority, .authority)
    document.sex = try Self.code(typed.sex, .sex, SexCodes.names, &notes)
    document.ethnicGroup = try Self.code(typed.ethnicGroup, .ethnicGroup, EthnicGroups.names, &notes)
    document.birthDate = try Self.date(typed.birthDate, .birthDate, &notes)
    document.validFrom = try Self.date(typed.validFrom, .validFrom, &notes)
    document.validUntil = try Self.date(typed.validUntil, .validUntil, &notes)
    self.document = document
    findings =
      notes + Self.missing(in: document) + Self.ofNumber(document)
      + NumberChecks.nationality(of: document) { _ in true }
      + DateChecks.findings(for: document, today: today)
  }

  private static func missing(in document: IdentityDocument) -> [Finding] {
    var blank: [DocumentField] = []
    let isNamed = document.kind == .foreignPassport ? document.englishName != nil : document.name != nil
    if !isNamed { blank.append(document.kind == .foreignPassport ? .englishName : .name) }
    if document.sex == nil { blank.append(.sex) }
    if document.birthDate == nil { blank.append(.birthDate) }
    return blank.map { Finding($0, .blank) }
  }

  private static func ofNumber(_ document: IdentityDocument) -> [Finding] {
    guard let number = document.number else { return [] }
    let isRight = NumberRule.verdict(on: number, of: document.kind).state == .valid
    return isRight ? [] : [Finding(.number, .formatUnexpected)]
  }

  /// A field that no document of this kind has.
  private static func unexpected(in document: IdentityDocument) -> DocumentField? {
    let isOfficer = document.kind == .militaryOfficerCard
    let isForeign = document.kind == .foreignPassport
    let fields: [(DocumentField, Bool)] = [
      (.englishName, isOfficer && document.englishName != nil),
      (.ethnicGroup, !isOfficer && document.ethnicGroup != nil),
      (.nationality, !isForeign && document.nationality != nil),
      (.address, document.address != nil), (.newestAddress, document.newestAddress != nil),
      (.authorityCode, document.authorityCode != nil), (.passNumber, document.passNumber != nil),
      (.issueCount, document.issueCount != nil), (.cardVersion, document.cardVersion != nil),
      (.previousNumberLink, document.previousNumberLink != nil),
      (.previousNumber, document.previousNumber != nil),
    ]
    return fields.first { $0.1 }?.0
  }
}
