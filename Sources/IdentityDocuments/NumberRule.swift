public import PersonalData

/// The rules for document numbers, told while a number is typed (docs/reader-protocol.md §8 and §9).
public enum NumberRule {
  /// Longer texts are nobody's number and are not looked at.
  private static let longest = 64

  /// What `number` of a document of `kind` looks like so far; width, case and blanks do not count.
  public static func verdict(on number: Personal<String>, of kind: DocumentKind) -> NumberVerdict {
    let raw = number.disclosed()
    guard raw.utf8.count <= longest else { return .wrong(.tooLong) }
    let text = NumberText.folded(raw)
    switch kind {
    case .unknown: return .wrong(.kindHasNoRule)
    case .militaryOfficerCard: return officerCard(text)
    case .foreignPassport: return passport.verdict(on: text)
    case .hkMacaoReturnPermit: return returnPermit.verdict(on: text)
    case .taiwanCompatriotPermit: return compatriotPermit.verdict(on: text)
    case .foreignPermanentResidentCard2017: return foreigner2017(text)
    case .residentIdentityCard, .hkMacaoTaiwanResidencePermit, .foreignPermanentResidentCard2023:
      return eighteen(text, kind)
    }
  }

  /// The kinds of which `number` could be one, in the order of `DocumentKind`.
  public static func kinds(of number: Personal<String>) -> [DocumentKind] {
    DocumentKind.allCases.filter { verdict(on: number, of: $0).state == .valid }
  }

  // The nine characters are those of the machine-readable zone; no shorter number than five is accepted as whole.
  private static let passport = NumberForm([NumberForm.run(.letterOrDigit, 9)], lengths: [5, 6, 7, 8, 9])
  private static let returnPermit = NumberForm(
    [[.one(of: "HM")], NumberForm.run(.digit, 10)], lengths: [9, 11])
  private static let compatriotPermit = NumberForm([NumberForm.run(.digit, 10)], lengths: [8, 10])
  private static let form2017 = NumberForm(
    [NumberForm.run(.letter, 3), NumberForm.run(.digit, 12)], lengths: [15])
  private static let form18 = NumberForm([NumberForm.run(.digit, 17), [.digitOrX]], lengths: [18])
  private static let officerStart: [NumberForm.Place] = [.ideograph, .one(of: "字"), .one(of: "第")]

  private static func officerCard(_ text: String) -> NumberVerdict {
    let isEnded = text.hasSuffix("号")
    let body = NumberForm(
      [officerStart, NumberForm.run(.letterOrDigit, 8)], lengths: [7, 8, 9, 10, 11]
    ).verdict(on: isEnded ? String(text.dropLast()) : text)
    return isEnded && body.state == .incomplete ? .wrong(.characterUnexpected) : body
  }

  private static func foreigner2017(_ text: String) -> NumberVerdict {
    let verdict = form2017.verdict(on: text)
    guard verdict.state != .wrong, text.utf8.count >= 3 else { return verdict }
    let country = String(text.prefix(3))
    let isKnown = Countries.numeric[country] != nil || Countries.withoutNumber.contains(country)
    return isKnown ? verdict : .wrong(.countryUnknown)
  }

  private static func eighteen(_ text: String, _ kind: DocumentKind) -> NumberVerdict {
    let form = form18.verdict(on: text)
    guard form.state != .wrong else { return form }
    func part(_ offset: Int, _ count: Int) -> String? {
      text.utf8.count < offset + count ? nil : String(text.dropFirst(offset).prefix(count))
    }
    switch kind {
    case .foreignPermanentResidentCard2023:
      if let first = part(0, 1), first != "9" { return .wrong(.characterUnexpected) }
      if let province = part(1, 2), !Provinces.isKnown(province) { return .wrong(.provinceUnknown) }
      if let country = part(3, 3), country != "000", !Countries.numeric.values.contains(country) {
        return .wrong(.countryUnknown)
      }
    case .hkMacaoTaiwanResidencePermit:
      if let region = part(0, 6), !Provinces.ofResidencePermits.contains(region) {
        return .wrong(.regionUnexpected)
      }
    default:
      if let province = part(0, 2), !Provinces.isKnown(province) { return .wrong(.provinceUnknown) }
    }
    if let birth = part(6, 8), CalendarDate(compact: birth) == nil { return .wrong(.birthDateImpossible) }
    guard form.state == .valid else { return form }
    return CitizenNumber(Personal(text))?.isCheckRight == true ? .valid : .wrong(.checkDigitWrong)
  }
}
