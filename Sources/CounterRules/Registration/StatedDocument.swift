public import IdentityDocuments
public import PersonalData

/// What somebody at home says that the own document says (docs/portals.md §2).
public struct StatedDocument: Equatable, Sendable {
  /// How far the statement goes.
  public enum Stage: String, CaseIterable, Sendable {
    /// Name and number.
    case name
    /// Address, issuing authority and validity beside them.
    case document
  }

  /// Which sort of document.
  public var kind: DocumentKind
  /// Its number.
  public var number: Personal<String>
  /// The name, in Chinese or in Latin letters.
  public var name: Personal<String>
  /// The address printed on the card.
  public var address: Personal<String>?
  /// The issuing authority.
  public var authority: Personal<String>?
  /// The first day of validity, however it is written.
  public var validFrom: Personal<String>?
  /// The last day of validity, however it is written, or a word for long-term.
  public var validUntil: Personal<String>?
  /// Of the older form: the sex, by name or code.
  public var sex: Personal<String>?
  /// Of the older form: the ethnic group, by name or code.
  public var ethnicGroup: Personal<String>?
  /// Of the older form: the day of birth, however it is written.
  public var birthDate: Personal<String>?

  /// A statement of kind, number and name.
  public init(kind: DocumentKind, number: Personal<String>, name: Personal<String>) {
    self.kind = kind
    self.number = number
    self.name = name
  }
}
