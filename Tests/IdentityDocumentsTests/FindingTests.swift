import IdentityDocuments
import PersonalData
import Testing

@Suite("Findings")
struct FindingTests {
  struct Odd: CustomTestStringConvertible {
    var name: String
    var block: Block
    var places: [Int: String]
    var findings: [Finding]
    var testDescription: String { name }
  }

  static let onCitizenCards = [
    Odd(
      name: "check digit", block: .citizen, places: [122: "110000199003071232"],
      findings: [Finding(.number, .checkDigitWrong)]),
    Odd(
      name: "province", block: .citizen, places: [122: "160000199003071230"],
      findings: [Finding(.number, .provinceUnknown)]),
    Odd(
      name: "number too short", block: .citizen, places: [122: "110000900307123 "],
      findings: [Finding(.number, .formatUnexpected)]),
    Odd(
      name: "number with a letter", block: .citizen, places: [122: "11000019900307A231"],
      findings: [Finding(.number, .formatUnexpected)]),
    Odd(
      name: "number in full width", block: .citizen, places: [122: "１１００００１９９００３０７１２３１"],
      findings: [Finding(.number, .formatUnexpected)]),
    Odd(
      name: "birth date", block: .citizen, places: [36: "19900308"],
      findings: [Finding(.birthDate, .birthDateDiffersFromNumber)]),
    Odd(
      name: "sex", block: .citizen, places: [30: "2"], findings: [Finding(.sex, .sexDiffersFromNumber)]),
    Odd(name: "sex unknown", block: .citizen, places: [30: "0"], findings: []),
    Odd(name: "sex not stated", block: .citizen, places: [30: "9"], findings: []),
    Odd(name: "sex code", block: .citizen, places: [30: "3"], findings: [Finding(.sex, .codeUnknown)]),
    Odd(
      name: "ethnic group", block: .citizen, places: [32: "57"],
      findings: [Finding(.ethnicGroup, .codeUnknown)]),
    Odd(
      name: "birth date not understood", block: .citizen, places: [36: "19900230"],
      findings: [Finding(.birthDate, .dateNotUnderstood)]),
    Odd(
      name: "long-term as a start", block: .citizen, places: [188: "长期      "],
      findings: [Finding(.validFrom, .dateNotUnderstood)]),
    Odd(name: "long-term", block: .citizen, places: [204: "长期      "], findings: []),
    Odd(
      name: "validity the wrong way round", block: .citizen, places: [188: "20260101", 204: "20251231"],
      findings: [Finding(.validUntil, .datesOutOfOrder), Finding(.validUntil, .expired)]),
    Odd(
      name: "valid before birth", block: .citizen, places: [188: "19900306"],
      findings: [Finding(.birthDate, .datesOutOfOrder)]),
    Odd(
      name: "expired yesterday", block: .citizen, places: [204: "20261119"],
      findings: [Finding(.validUntil, .expired)]),
    Odd(name: "last day", block: .citizen, places: [204: "20261120"], findings: []),
    Odd(
      name: "valid from tomorrow", block: .citizen, places: [188: "20261121"],
      findings: [Finding(.validFrom, .notYetValid)]),
    Odd(name: "first day", block: .citizen, places: [188: "20261120"], findings: []),
    Odd(
      name: "born tomorrow", block: .citizen, places: [36: "20261121", 122: "110000202611211239"],
      findings: [Finding(.birthDate, .birthDateInFuture), Finding(.birthDate, .datesOutOfOrder)]),
    Odd(
      name: "blank address", block: .citizen, places: [52: "             "],
      findings: [Finding(.address, .blank)]),
  ]

  static let onOtherCards = [
    Odd(
      name: "permit with a citizen's number", block: .permit,
      places: [36: "19900307", 122: "110000199003071231"], findings: [Finding(.number, .formatUnexpected)]),
    Odd(
      name: "permit of no region", block: .permit, places: [122: "160000189901010019"],
      findings: [Finding(.number, .provinceUnknown)]),
    Odd(
      name: "permit without pass number", block: .permit, places: [220: "         ", 238: "  "], findings: []),
    Odd(
      name: "2017 number too short", block: .foreigner2017, places: [122: "ATA11009902310 "],
      findings: [Finding(.number, .formatUnexpected)]),
    Odd(
      name: "2017 number with small letters", block: .foreigner2017, places: [122: "ata"],
      findings: [
        Finding(.number, .formatUnexpected), Finding(.nationality, .nationalityDiffersFromNumber),
      ]),
    Odd(name: "2017 number with another last digit", block: .foreigner2017, places: [150: "6"], findings: []),
    Odd(
      name: "2017 nationality", block: .foreigner2017, places: [152: "BVT"],
      findings: [Finding(.nationality, .nationalityDiffersFromNumber)]),
    Odd(
      name: "2017 nationality that is none", block: .foreigner2017, places: [152: "QZQ"],
      findings: [Finding(.nationality, .codeUnknown)]),
    Odd(
      name: "2017 nationality of two letters", block: .foreigner2017, places: [152: "AT "],
      findings: [Finding(.nationality, .formatUnexpected)]),
    Odd(name: "2017 without Chinese name", block: .foreigner2017, places: [158: "   "], findings: []),
    Odd(
      name: "2023 nationality", block: .foreigner2023, places: [242: "ATA"],
      findings: [
        Finding(.previousNumber, .derived), Finding(.nationality, .nationalityDiffersFromNumber),
      ]),
    Odd(
      name: "2023 stateless", block: .foreigner2023, places: [122: "931000189901010013", 242: "XXA"],
      findings: [Finding(.previousNumber, .derived)]),
    Odd(
      name: "2023 number without the leading 9", block: .foreigner2023, places: [122: "831074189901010014"],
      findings: [Finding(.number, .formatUnexpected)]),
    Odd(
      name: "2023 province", block: .foreigner2023, places: [122: "916074189901010019"],
      findings: [Finding(.previousNumber, .derived), Finding(.number, .provinceUnknown)]),
    Odd(name: "2023 without link", block: .foreigner2023, places: [250: "   "], findings: []),
    Odd(
      name: "2023 link of two digits", block: .foreigner2023, places: [250: "00 "],
      findings: [Finding(.previousNumberLink, .formatUnexpected)]),
  ]

  @Test("each odd value has its finding and no other", arguments: onCitizenCards + onOtherCards)
  func oddities(odd: Odd) throws {
    var block = odd.block
    for (offset, text) in odd.places { block.put(text, at: offset) }
    #expect(Set(try block.findings()) == Set(odd.findings))
  }

  @Test("provinces are those of the published list", arguments: 10...99)
  func provinces(code: Int) throws {
    let published = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83]
    var block = Block.citizen
    block.put(String(code), at: 122)
    let isUnknown = try block.findings().contains(Finding(.number, .provinceUnknown))
    #expect(isUnknown == !published.contains { $0.contains(code) })
  }

  @Test(
    "people without a country have codes that are known",
    arguments: [
      "EUE", "GBD", "GBN", "GBO", "GBP", "GBS", "RKS", "UNA", "UNK", "UNO", "XOM", "XPO", "XXA", "XXB", "XXC",
    ])
  func withoutCountry(code: String) throws {
    var block = Block.foreigner2017
    block.put(code, at: 152)
    #expect(try block.findings() == [])
  }

  @Test("a value that was not understood stands as it is")
  func kept() throws {
    var block = Block.citizen
    block.put("1990 2 3", at: 36)
    block.put("7", at: 30)
    block.put("77", at: 32)
    let document = try block.decoded().document
    #expect(document.birthDate?.disclosed() == .text("1990 2 3"))
    #expect(document.sex?.disclosed() == CodedValue(code: "7", name: "7"))
    #expect(document.ethnicGroup?.disclosed() == CodedValue(code: "77", name: "77"))
  }

  @Test(
    "a number whose shape is wrong gives no old number",
    arguments: ["831074189901010014", "93107418990101", ""])
  func noPreviousNumber(number: String) throws {
    var block = Block.foreigner2023
    block.put(number + String(repeating: " ", count: 18 - number.count), at: 122)
    #expect(try block.decoded().document.previousNumber == nil)
  }

  @Test("each code has a text of its own in both languages, without digits", arguments: FindingCode.allCases)
  func texts(code: FindingCode) {
    let parts = code.text.split(separator: " / ")
    #expect(parts.count == 2)
    #expect(parts.first?.unicodeScalars.contains { $0.properties.isIdeographic } == true)
    #expect(parts.last?.utf8.allSatisfy { $0 < 0x80 } == true)
    #expect(!code.text.utf8.contains { (0x30...0x39).contains($0) })
    #expect(FindingCode.allCases.count { $0.text == code.text } == 1)
  }

  @Test("the names of codes are what programs rely on")
  func stableNames() {
    #expect(
      FindingCode.allCases.map(\.rawValue) == [
        "checkDigitWrong", "formatUnexpected", "provinceUnknown", "birthDateDiffersFromNumber",
        "sexDiffersFromNumber", "nationalityDiffersFromNumber", "dateNotUnderstood", "datesOutOfOrder",
        "birthDateInFuture", "notYetValid", "expired", "codeUnknown", "blank", "unpairedSurrogate",
        "reservedNotBlank", "unknownKind", "derived", "filedWithoutPortrait", "nameDiffersFromFile",
        "typedIn", "zoneCheckDigitWrong", "nameCutShort",
      ])
  }
}
