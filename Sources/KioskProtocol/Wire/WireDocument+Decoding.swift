package import IdentityDocuments
internal import PersonalData

extension WireDocument.Code {
  /// Decodes; without a name it is empty.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    code = try values.decode(String.self, forKey: .code)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
  }
}

extension WireDocument {
  /// Decodes; a `validUntil` of `null` is told apart from a missing one.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kind = try values.decode(DocumentKind.self, forKey: .kind)
    func text(_ key: CodingKeys) throws -> OnTheWire<String>? {
      try values.decodeIfPresent(OnTheWire<String>.self, forKey: key)
    }
    number = try text(.number)
    name = try text(.name)
    englishName = try text(.englishName)
    sex = try values.decodeIfPresent(OnTheWire<Code>.self, forKey: .sex)
    ethnicGroup = try values.decodeIfPresent(OnTheWire<Code>.self, forKey: .ethnicGroup)
    nationality = try text(.nationality)
    birthDate = try text(.birthDate)
    address = try text(.address)
    newestAddress = try text(.newestAddress)
    authority = try text(.authority)
    authorityCode = try text(.authorityCode)
    validFrom = try text(.validFrom)
    longTerm = try values.decodeIfPresent(OnTheWire<Bool>.self, forKey: .longTerm)
    validUntil =
      values.contains(.validUntil) ? try values.decode(OnTheWire<String?>.self, forKey: .validUntil) : nil
    passNumber = try text(.passNumber)
    issueCount = try text(.issueCount)
    cardVersion = try text(.cardVersion)
    previousNumberLink = try text(.previousNumberLink)
    previousNumber = try text(.previousNumber)
  }

  /// The document that the message describes.
  package var document: IdentityDocument {
    var result = IdentityDocument(kind: kind)
    result.number = number?.personal
    result.name = name?.personal
    result.englishName = englishName?.personal
    result.sex = sex?.personal.map { CodedValue(code: $0.code, name: $0.name) }
    result.ethnicGroup = ethnicGroup?.personal.map { CodedValue(code: $0.code, name: $0.name) }
    result.nationality = nationality?.personal
    result.birthDate = birthDate?.personal.map(Self.cardDate)
    result.address = address?.personal
    result.newestAddress = newestAddress?.personal
    result.authority = authority?.personal
    result.authorityCode = authorityCode?.personal
    result.validFrom = validFrom?.personal.map(Self.cardDate)
    result.validUntil = validUntil?.personal.map { $0.map(Self.cardDate) ?? .longTerm }
    result.passNumber = passNumber?.personal
    result.issueCount = issueCount?.personal
    result.cardVersion = cardVersion?.personal
    result.previousNumberLink = previousNumberLink?.personal
    result.previousNumber = previousNumber?.personal
    return result
  }

  private static func cardDate(_ text: String) -> CardDate {
    CalendarDate(iso: text).map(CardDate.date) ?? .text(text)
  }
}
