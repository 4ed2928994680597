import IdentityDocuments

extension CardFixtures {
  /// Cards with something odd: each decodes, and each has findings.
  static var oddities: [CardFixture] { oddNumbers + oddValues + oddBlocks }

  private static var oddNumbers: [CardFixture] {
    var wrongCheck = people.citizen(10)
    let last = wrongCheck.number.last == "0" ? "1" : "0"
    wrongCheck.number = wrongCheck.number.dropLast() + last
    var otherSex = people.citizen(11)
    otherSex.sex =
      otherSex.sex.code == "1" ? CodedValue(code: "2", name: "女") : CodedValue(code: "1", name: "男")
    var otherBirth = people.citizen(12)
    otherBirth.birthDate = otherBirth.birthDate.shifted(years: 1)
    return [
      CardFixture(
        "odd-wrong-check-digit", "The last character of the number is wrong.", wrongCheck,
        findings: [Finding(.number, .checkDigitWrong)]),
      CardFixture(
        "odd-sex-differs", "The sex is not the one in the number.", otherSex,
        findings: [Finding(.sex, .sexDiffersFromNumber)]),
      CardFixture(
        "odd-birth-date-differs", "The birth date is not the one in the number.", otherBirth,
        findings: [Finding(.birthDate, .birthDateDiffersFromNumber)]),
    ]
  }

  private static var oddValues: [CardFixture] {
    var ethnic = people.citizen(13)
    ethnic.ethnicGroup = CodedValue(code: "58", name: "58")
    var disordered = people.citizen(14)
    disordered.validUntil = disordered.validFrom.shifted(years: -1)
    var blank = people.citizen(15)
    blank.address = ""
    var unreadable = people.citizen(16)
    unreadable.validFrom = "20180230"
    return [
      CardFixture(
        "odd-unknown-ethnic-code", "A code for which makers have different names.", ethnic,
        findings: [Finding(.ethnicGroup, .codeUnknown)]),
      CardFixture(
        "odd-dates-out-of-order", "The card ends before it begins.", disordered,
        findings: [Finding(.validUntil, .datesOutOfOrder), Finding(.validUntil, .expired)]),
      CardFixture("odd-blank-address", "No address.", blank, findings: [Finding(.address, .blank)]),
      CardFixture(
        "odd-date-not-understood", "Valid from a 30 February.", unreadable,
        overrides: [.validFrom: "20180230"],
        findings: [Finding(.validFrom, .dateNotUnderstood)]),
    ]
  }

  private static var oddBlocks: [CardFixture] {
    var surrogate = people.citizen(17)
    surrogate.name = "样本甲"
    surrogate.patches = [2: 0xD842]
    var reserved = people.citizen(18)
    reserved.patches = [222: 0x3F]
    var unknown = people.citizen(19)
    unknown.kind = .unknown
    unknown.patches = [248: 0x5A]
    return [
      CardFixture(
        "odd-unpaired-surrogate", "The second character of the name is half a pair.", surrogate,
        overrides: [.name: "样\u{FFFD}甲"], findings: [Finding(.name, .unpairedSurrogate)]),
      CardFixture(
        "odd-reserved-not-blank", "A question mark in the unused area.", reserved,
        findings: [Finding(.reserved, .reservedNotBlank)]),
      CardFixture(
        "odd-unknown-kind", "The type flag Z, which nobody published.", unknown,
        findings: [Finding(.kind, .unknownKind)]),
    ]
  }
}
