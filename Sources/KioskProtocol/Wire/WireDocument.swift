package import IdentityDocuments
internal import PersonalData

/// The `document` member of a reading.
///
/// A member that its kind does not have is left out.
package struct WireDocument: Codable, Sendable {
  package struct Code: Codable, Sendable {
    package var code: String
    /// By the code table; a client that sends a document may leave it out.
    package var name: String
    enum CodingKeys: String, CodingKey { case code, name }
  }

  package var kind: DocumentKind
  package var number: OnTheWire<String>?
  package var name: OnTheWire<String>?
  package var englishName: OnTheWire<String>?
  package var sex: OnTheWire<Code>?
  package var ethnicGroup: OnTheWire<Code>?
  package var nationality: OnTheWire<String>?
  package var birthDate: OnTheWire<String>?
  package var address: OnTheWire<String>?
  package var newestAddress: OnTheWire<String>?
  package var authority: OnTheWire<String>?
  package var authorityCode: OnTheWire<String>?
  package var validFrom: OnTheWire<String>?
  package var validUntil: OnTheWire<String?>?
  package var longTerm: OnTheWire<Bool>?
  package var passNumber: OnTheWire<String>?
  package var issueCount: OnTheWire<String>?
  package var cardVersion: OnTheWire<String>?
  package var previousNumberLink: OnTheWire<String>?
  package var previousNumber: OnTheWire<String>?

  enum CodingKeys: String, CodingKey {
    case kind, number, name, englishName, sex, ethnicGroup, nationality, birthDate, address, newestAddress
    case authority, authorityCode, validFrom, validUntil, longTerm, passNumber, issueCount, cardVersion
    case previousNumberLink, previousNumber
  }

  package init(_ document: IdentityDocument) {
    kind = document.kind
    number = document.number.map(OnTheWire.init)
    name = document.name.map(OnTheWire.init)
    englishName = document.englishName.map(OnTheWire.init)
    sex = Self.code(document.sex)
    ethnicGroup = Self.code(document.ethnicGroup)
    nationality = document.nationality.map(OnTheWire.init)
    birthDate = Self.date(document.birthDate)
    address = document.address.map(OnTheWire.init)
    newestAddress = document.newestAddress.map(OnTheWire.init)
    authority = document.authority.map(OnTheWire.init)
    authorityCode = document.authorityCode.map(OnTheWire.init)
    validFrom = Self.date(document.validFrom)
    validUntil = document.validUntil.map { OnTheWire($0.map { $0 == .longTerm ? nil : Self.text($0) }) }
    longTerm = document.validUntil.map { OnTheWire($0.map { $0 == .longTerm }) }
    passNumber = document.passNumber.map(OnTheWire.init)
    issueCount = document.issueCount.map(OnTheWire.init)
    cardVersion = document.cardVersion.map(OnTheWire.init)
    previousNumberLink = document.previousNumberLink.map(OnTheWire.init)
    previousNumber = document.previousNumber.map(OnTheWire.init)
  }

  private static func code(_ value: Personal<CodedValue>?) -> OnTheWire<Code>? {
    value.map { OnTheWire($0.map { Code(code: $0.code, name: $0.name) }) }
  }

  private static func date(_ value: Personal<CardDate>?) -> OnTheWire<String>? {
    value.map { OnTheWire($0.map(text)) }
  }

  private static func text(_ date: CardDate) -> String {
    switch date {
    case .date(let day): day.description
    case .longTerm: "长期"
    case .text(let text): text
    }
  }
}
