public import IdentityDocuments
public import PersonalData

/// A reading that contradicts the person on file and waits for a supervisor.
///
/// It belongs to no person.
public struct ArchivedConflict: Equatable, Sendable {
  /// When, where, by whom and with which reader it was read.
  public var origin: ReadingOrigin
  /// The person on file under the same kind and number.
  public var conflictingPerson: String?
  /// The fields that differed from the version that held then.
  public var changed: [DocumentField]
  /// The document's values.
  public var document: IdentityDocument
  /// The photo block as the card gave it; empty where it was not obtained.
  public var photoBlock: Personal<[UInt8]>
  /// The text block as the card gave it.
  public var textBlock: Personal<[UInt8]>
  /// What the reading noticed.
  public var findings: [Finding]

  /// A conflict with everything that is kept of it.
  public init(
    origin: ReadingOrigin, conflictingPerson: String?, changed: [DocumentField], document: IdentityDocument,
    photoBlock: Personal<[UInt8]>, textBlock: Personal<[UInt8]>, findings: [Finding]
  ) {
    self.origin = origin
    self.conflictingPerson = conflictingPerson
    self.changed = changed
    self.document = document
    self.photoBlock = photoBlock
    self.textBlock = textBlock
    self.findings = findings
  }
}
