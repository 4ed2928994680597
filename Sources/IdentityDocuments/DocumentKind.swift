/// What sort of identity document a card or an entry is.
public enum DocumentKind: String, Codable, CaseIterable, Sendable {
  /// 居民身份证, the citizen card (docs/reader-protocol.md §5.3).
  case residentIdentityCard
  /// 港澳台居民居住证, flag `J` (§5.4).
  case hkMacaoTaiwanResidencePermit
  /// 外国人永久居留身份证 of 2017, flag `I` (§5.5).
  case foreignPermanentResidentCard2017
  /// 外国人永久居留身份证 of 2023, flag `Y` (§5.6).
  case foreignPermanentResidentCard2023
  /// A card whose type flag nobody published.
  case unknown
  /// 军官证, typed in (§9).
  case militaryOfficerCard
  /// 外国护照, typed in (§9).
  case foreignPassport
  /// 港澳居民来往内地通行证, typed in (§9).
  case hkMacaoReturnPermit
  /// 台湾居民来往大陆通行证, typed in (§9).
  case taiwanCompatriotPermit

  /// Whether such documents are typed in by a checker who looked at them; all others are read from a card.
  public var isTyped: Bool {
    switch self {
    case .militaryOfficerCard, .foreignPassport, .hkMacaoReturnPermit, .taiwanCompatriotPermit: true
    default: false
    }
  }
}
