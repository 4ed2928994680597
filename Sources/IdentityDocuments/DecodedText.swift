public import Bytes

/// What a card's text block says, and what the checks noticed about it.
public struct DecodedText: Equatable, Sendable {
  /// The values, as far as the kind has them.
  public var document: IdentityDocument
  /// What is odd, in the order of the layout and then of the checks.
  ///
  /// No value is rejected for it.
  public var findings: [Finding]

  /// Decodes a text block of any kind, told apart by the type flag at byte 248 (docs/reader-protocol.md §5.2).
  ///
  /// Throws only when `block` is not 256 bytes long. `today` is the day at the window, for expiry and the like.
  public init(decoding block: [UInt8], today: CalendarDate) throws(DecodeError) {
    var fields = try TextFields(block)
    switch fields.flag {
    case 0x20: document = CitizenCardLayout.document(from: &fields)
    case 0x4A: document = ResidencePermitLayout.document(from: &fields)
    case 0x49: document = ForeignerCard2017Layout.document(from: &fields)
    case 0x59: document = ForeignerCard2023Layout.document(from: &fields)
    default:
      document = IdentityDocument(kind: .unknown)
      fields.note(.kind, .unknownKind)
    }
    findings =
      fields.findings + NumberChecks.findings(for: document)
      + DateChecks.findings(for: document, today: today)
  }
}
