public import PersonalData

/// One identity document and its values.
///
/// A value that its kind does not have is `nil`; a blank field is empty text.
public struct IdentityDocument: Equatable, Sendable {
  /// Which document this is.
  public var kind: DocumentKind
  /// As it stands on the card, which may be in full width.
  public var number: Personal<String>?
  /// The name in Chinese characters.
  public var name: Personal<String>?
  /// The name in Latin letters.
  public var englishName: Personal<String>?
  /// The sex by GB/T 2261.1.
  public var sex: Personal<CodedValue>?
  /// The ethnic group by GB/T 3304.
  public var ethnicGroup: Personal<CodedValue>?
  /// The country by ISO 3166-1, three letters.
  public var nationality: Personal<String>?
  /// The day of birth.
  public var birthDate: Personal<CardDate>?
  /// The address printed on the card.
  public var address: Personal<String>?
  /// The address added to the card after it was made; `nil` where it was not obtained.
  public var newestAddress: Personal<String>?
  /// Who issued the document, in Chinese.
  public var authority: Personal<String>?
  /// Who issued the document, by the four digits of the 2017 card.
  public var authorityCode: Personal<String>?
  /// The first day of validity.
  public var validFrom: Personal<CardDate>?
  /// The last day of validity, or long-term.
  public var validUntil: Personal<CardDate>?
  /// The number of the travel permit that belongs to a residence permit.
  public var passNumber: Personal<String>?
  /// How often the document was issued, as it stands.
  public var issueCount: Personal<String>?
  /// The version of the card of 2017, as it stands.
  public var cardVersion: Personal<String>?
  /// The three digits that link a 2023 number to the 2017 number.
  public var previousNumberLink: Personal<String>?
  /// The number of 2017, derived from number, country and link (docs/reader-protocol.md §5.6).
  public var previousNumber: Personal<String>?

  /// A document of `kind` without values.
  public init(kind: DocumentKind) { self.kind = kind }
}
