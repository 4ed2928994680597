import PersonalData

/// What the number of a document says against its form and against the other fields (docs/reader-protocol.md §8).
enum NumberChecks {
  /// The findings for any kind; none where the number is blank, which is a finding of the layout already.
  static func findings(for document: IdentityDocument) -> [Finding] {
    guard let number = document.number, !number.disclosed().isEmpty else { return [] }
    var codes =
      NumberText.normalized(number.disclosed()) == number.disclosed() ? [] : [FindingCode.formatUnexpected]
    let others: [Finding]
    switch document.kind {
    case .residentIdentityCard, .hkMacaoTaiwanResidencePermit, .foreignPermanentResidentCard2023:
      if let parts = CitizenNumber(number) {
        codes += ofNumber(parts, kind: document.kind)
        others = ofFields(document, against: parts)
      } else {
        codes.append(.formatUnexpected)
        others = []
      }
    case .foreignPermanentResidentCard2017:
      // Birth date and last digit are not compared: published specimens contradict every known rule (§5.6).
      let text = NumberText.normalized(number.disclosed())
      if !isNumberOf2017(text) { codes.append(.formatUnexpected) }
      others = nationality(of: document) { String(text.prefix(3)) == $0 }
    case .unknown, .militaryOfficerCard, .foreignPassport, .hkMacaoReturnPermit, .taiwanCompatriotPermit:
      return []
    }
    var seen: Set<FindingCode> = []
    return codes.filter { seen.insert($0).inserted }.map { Finding(.number, $0) } + others
  }

  private static func ofNumber(_ number: CitizenNumber, kind: DocumentKind) -> [FindingCode] {
    var codes: [FindingCode] = number.isCheckRight ? [] : [.checkDigitWrong]
    switch kind {
    case .hkMacaoTaiwanResidencePermit:
      if !Provinces.isKnown(number.part(0, 2)) {
        codes.append(.provinceUnknown)
      } else if !Provinces.ofResidencePermits.contains(number.part(0, 6)) {
        codes.append(.formatUnexpected)
      }
    case .foreignPermanentResidentCard2023:
      if number.first != "9" { codes.append(.formatUnexpected) }
      if !Provinces.isKnown(number.part(1, 2)) { codes.append(.provinceUnknown) }
    default:
      if !Provinces.isKnown(number.part(0, 2)) { codes.append(.provinceUnknown) }
    }
    return codes
  }

  private static func ofFields(_ document: IdentityDocument, against number: CitizenNumber) -> [Finding] {
    var found: [Finding] = []
    if let birth = document.birthDate?.disclosed().day, birth.compact != number.birthDigits {
      found.append(Finding(.birthDate, .birthDateDiffersFromNumber))
    }
    // Unknown and not stated say nothing that the number could contradict.
    if let sex = document.sex?.disclosed().code, sex == "1" || sex == "2", sex != number.sexCode {
      found.append(Finding(.sex, .sexDiffersFromNumber))
    }
    return found + nationality(of: document) { Countries.numeric[$0] == number.part(3, 3) }
  }

  static func nationality(of document: IdentityDocument, agrees: (String) -> Bool) -> [Finding] {
    guard let code = document.nationality?.disclosed(), !code.isEmpty else { return [] }
    guard Countries.hasShape(code) else { return [Finding(.nationality, .formatUnexpected)] }
    if Countries.numeric[code] == nil {
      return Countries.withoutNumber.contains(code) ? [] : [Finding(.nationality, .codeUnknown)]
    }
    return agrees(code) ? [] : [Finding(.nationality, .nationalityDiffersFromNumber)]
  }

  private static func isNumberOf2017(_ text: String) -> Bool {
    text.utf8.count == 15 && Countries.hasShape(String(text.prefix(3)))
      && text.utf8.dropFirst(3).allSatisfy { (0x30...0x39).contains($0) }
  }
}
