import Bytes
import IdentityDocuments
import PersonalData
import Testing

@Suite("Text block layouts")
struct LayoutTests {
  @Test("a citizen card gives its nine fields and nothing else")
  func citizen() throws {
    let decoded = try Block.citizen.decoded()
    var expected = IdentityDocument(kind: .residentIdentityCard)
    expected.name = Personal("样本甲")
    expected.sex = Personal(CodedValue(code: "1", name: "男"))
    expected.ethnicGroup = Personal(CodedValue(code: "01", name: "汉"))
    expected.birthDate = date(1990, 3, 7)
    expected.address = Personal("北京市虚构区示例路1号")
    expected.number = Personal("110000199003071231")
    expected.authority = Personal("北京市公安局虚构分局")
    expected.validFrom = date(2018, 6, 13)
    expected.validUntil = date(2038, 6, 13)
    #expect(decoded.document == expected)
    #expect(decoded.findings == [])
  }

  @Test("a residence permit has pass number and issue count, but no ethnic group")
  func permit() throws {
    let decoded = try Block.permit.decoded()
    var expected = IdentityDocument(kind: .hkMacaoTaiwanResidencePermit)
    expected.name = Personal("样本乙")
    expected.sex = Personal(CodedValue(code: "1", name: "男"))
    expected.birthDate = date(1899, 1, 1)
    expected.address = Personal("广东省虚构市示例街2号")
    expected.number = Personal("810000189901010015")
    expected.authority = Personal("广东省公安厅虚构处")
    expected.validFrom = date(2019, 1, 1)
    expected.validUntil = date(2034, 1, 1)
    expected.passNumber = Personal("H00000000")
    expected.issueCount = Personal("01")
    #expect(decoded.document == expected)
    #expect(decoded.findings == [])
  }

  @Test("a foreigner's card of 2017 names its authority by a code")
  func foreigner2017() throws {
    var decoded = try Block.foreigner2017.decoded()
    var expected = IdentityDocument(kind: .foreignPermanentResidentCard2017)
    expected.englishName = Personal("SAMPLE, ALPHA")
    expected.sex = Personal(CodedValue(code: "2", name: "女"))
    expected.number = Personal("ATA110099023105")
    expected.nationality = Personal("ATA")
    expected.name = Personal("样本丙")
    expected.validFrom = date(2018, 1, 1)
    expected.validUntil = date(2038, 1, 1)
    expected.birthDate = date(1899, 2, 28)
    expected.cardVersion = Personal("01")
    expected.authorityCode = Personal("1500")
    expected.authority = Personal("公安部")
    #expect(decoded.document == expected)
    #expect(decoded.findings == [])

    var other = Block.foreigner2017
    other.put("1501", at: 240)
    decoded = try other.decoded()
    #expect(decoded.document.authorityCode.text == "1501")
    #expect(decoded.document.authority == nil)
  }

  @Test("a foreigner's card of 2023 joins its name and derives the old number")
  func foreigner2023() throws {
    var block = Block.foreigner2023
    block.put("SAMPLE, BETA WITH A NAME OF FORTY S", at: 52)
    block.put("IX LETTERSX", at: 220)
    let decoded = try block.decoded()
    var expected = IdentityDocument(kind: .foreignPermanentResidentCard2023)
    expected.name = Personal("样本丁")
    expected.sex = Personal(CodedValue(code: "1", name: "男"))
    expected.issueCount = Personal("02")
    expected.birthDate = date(1899, 1, 1)
    expected.englishName = Personal("SAMPLE, BETA WITH A NAME OF FORTY SIX LETTERSX")
    expected.number = Personal("931074189901010018")
    expected.validFrom = date(2024, 1, 1)
    expected.validUntil = date(2034, 1, 1)
    expected.nationality = Personal("BVT")
    expected.previousNumberLink = Personal("000")
    // B V T 3 1 0 0 9 9 0 1 0 1 0 with weights 7 3 1: 77+93+29 21+3+0 0+27+9 0+3+0 7+0 = 269.
    expected.previousNumber = Personal("BVT310099010109")
    #expect(decoded.document == expected)
    #expect(decoded.findings == [Finding(.previousNumber, .derived)])
  }

  @Test("the two parts of a name are joined before the padding goes")
  func joining() throws {
    var block = Block.foreigner2023
    block.put("SAMPLE, BETA WITH A NAME THAT ENDS ", at: 52)
    block.put("HERE", at: 220)
    #expect(try block.decoded().document.englishName.text == "SAMPLE, BETA WITH A NAME THAT ENDS HERE")
    // A pair of surrogates cut by the seam is whole again.
    block.put(units: [0xD842], at: 120)
    block.put(units: [0xDFB7, 0x20, 0x20, 0x20], at: 220)
    #expect(try block.decoded().document.englishName.text == "SAMPLE, BETA WITH A NAME THAT ENDS\u{20BB7}")
    #expect(try block.findings() == [Finding(.previousNumber, .derived)])
  }

  @Test("only spaces on the right are padding")
  func padding() throws {
    var block = Block.citizen
    block.put(" 样本　甲\u{0} ", at: 0)
    #expect(try block.decoded().document.name.text == " 样本　甲\u{0}")
    let blank = try Block().decoded()
    #expect(blank.document.name.text == "")
    #expect(blank.document.sex?.disclosed() == CodedValue(code: "", name: ""))
    #expect(blank.document.validUntil?.disclosed() == .text(""))
    #expect(
      blank.findings.map(\.field) == [
        .name, .sex, .ethnicGroup, .birthDate, .address, .number, .authority, .validFrom, .validUntil,
      ])
    #expect(blank.findings.allSatisfy { $0.code == .blank })
  }

  @Test(
    "a type flag nobody published gives the kind and a finding only", arguments: [0x4B, 0x6A, 0x00, 0xFF2A])
  func unknownKind(flag: UInt16) throws {
    var block = Block.citizen
    block.put(units: [flag], at: 248)
    let decoded = try block.decoded()
    #expect(decoded.document == IdentityDocument(kind: .unknown))
    #expect(decoded.findings == [Finding(.kind, .unknownKind)])
  }

  @Test("fifteen characters may hold one outside the basic plane, and a middle dot")
  func longName() throws {
    var block = Block.citizen
    block.put("样本\u{20BB7}·一二三四五六七八九十", at: 0)
    let decoded = try block.decoded()
    #expect(decoded.document.name.text == "样本\u{20BB7}·一二三四五六七八九十")
    #expect(decoded.findings == [])
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) -> Personal<CardDate>? {
    CalendarDate(year: year, month: month, day: day).map { Personal(.date($0)) }
  }
}
