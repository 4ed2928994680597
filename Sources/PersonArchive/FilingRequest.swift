public import CounterRules
public import IdentityDocuments
public import PersonalData

/// A reading that is to be filed.
public struct FilingRequest: Equatable, Sendable {
  /// When, where, by whom and with which reader it was read.
  public var origin: ReadingOrigin
  /// The document's values.
  public var document: IdentityDocument
  /// The photo block as the card gave it; `nil` or empty where it was not obtained.
  public var photoBlock: Personal<[UInt8]>?
  /// The text block as the card gave it; empty for a typed document.
  public var textBlock: Personal<[UInt8]>
  /// What the checks of the reading noticed.
  public var findings: [Finding]
  /// Who files it, for the audit trail.
  public var party: ActingParty

  /// A reading with everything that is kept of it.
  public init(
    origin: ReadingOrigin, document: IdentityDocument, photoBlock: Personal<[UInt8]>?,
    textBlock: Personal<[UInt8]>, findings: [Finding] = [], party: ActingParty = .selfService
  ) {
    self.origin = origin
    self.document = document
    self.photoBlock = photoBlock
    self.textBlock = textBlock
    self.findings = findings
    self.party = party
  }

  /// What the rules compare.
  public var values: FiledValues {
    let block = photoBlock.flatMap { $0.disclosed().isEmpty ? nil : $0 }
    return FiledValues(document: document, portraitBlock: block)
  }
}
