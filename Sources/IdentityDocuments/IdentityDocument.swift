public import PersonalData

/// One identity document and its values. A value that its kind does not have is `nil`; a blank field is empty text.
public struct IdentityDocument: Equatable, Sendable {
  /// Which document this is.
  public var kind: DocumentKind
  public var number: Personal<String>?
  public var name: Personal<String>?
  public var englishName: Personal<String>?
  /// GB/T 2261.1.
  public var sex: Personal<CodedValue>?
  /// GB/T 3304.
  public var ethnicGroup: Personal<CodedValue>?
  /// ISO 3166-1 alpha-3.
  public var nationality: Personal<String>?
  public var birthDate: Personal<CardDate>?
  public var address: Personal<String>?
  /// The address added to the card after it was made; `nil` where it was not obtained.
  public var newestAddress: Personal<String>?
  public var authority: Personal<String>?
  public var authorityCode: Personal<String>?
  public var validFrom: Personal<CardDate>?
  public var validUntil: Personal<CardDate>?
  public var passNumber: Personal<String>?
  public var issueCount: Personal<String>?
  public var cardVersion: Personal<String>?
  /// The three digits that link a 2023 number to the 2017 number.
  public var previousNumberLink: Personal<String>?
  /// Derived from number, country and link (docs/reader-protocol.md §5.6).
  public var previousNumber: Personal<String>?

  /// A document of `kind` without values.
  public init(kind: DocumentKind) { self.kind = kind }
}
