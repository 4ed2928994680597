public import IdentityDocuments
public import PersonalData

/// One state of a person's document, as it was filed.
public struct ArchivedVersion: Equatable, Sendable {
  /// Counts from 1 in the order of filing.
  public var number: Int
  /// Whether it is the one that holds: the one with the latest start of validity.
  public var isCurrent: Bool
  /// The document's values.
  public var document: IdentityDocument
  /// The photo block as the card gave it; empty where it was never obtained.
  public var photoBlock: Personal<[UInt8]>
  /// The text block as the card gave it.
  public var textBlock: Personal<[UInt8]>
  /// What the reading that made this version noticed.
  public var findings: [Finding]
  /// The reading that made this version.
  public var origin: ReadingOrigin

  /// A version with everything that is kept of it.
  public init(
    number: Int, isCurrent: Bool, document: IdentityDocument, photoBlock: Personal<[UInt8]>,
    textBlock: Personal<[UInt8]>, findings: [Finding], origin: ReadingOrigin
  ) {
    self.number = number
    self.isCurrent = isCurrent
    self.document = document
    self.photoBlock = photoBlock
    self.textBlock = textBlock
    self.findings = findings
    self.origin = origin
  }
}
