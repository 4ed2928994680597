/// Everything a check can notice.
///
/// The raw values are stable and go over the wire.
public enum FindingCode: String, Codable, CaseIterable, Sendable {
  case checkDigitWrong, formatUnexpected, provinceUnknown
  case birthDateDiffersFromNumber, sexDiffersFromNumber, nationalityDiffersFromNumber
  case dateNotUnderstood, datesOutOfOrder, birthDateInFuture, notYetValid, expired
  case codeUnknown, blank, unpairedSurrogate, reservedNotBlank, unknownKind
  case derived
  case filedWithoutPortrait
  case nameDiffersFromFile
  case typedIn, zoneCheckDigitWrong, nameCutShort

  /// How much it matters.
  public var severity: Finding.Severity {
    switch self {
    case .derived, .typedIn, .nameCutShort: .info
    case .checkDigitWrong, .zoneCheckDigitWrong, .birthDateDiffersFromNumber, .sexDiffersFromNumber,
      .unknownKind:
      .error
    default: .warning
    }
  }
}
