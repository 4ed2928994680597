import IdentityDocuments
import PersonalData
import Testing

@Suite("Numbers that are being typed")
struct NumberRuleTests {
  private func state(_ number: String, _ kind: DocumentKind) -> NumberVerdict.State {
    NumberRule.verdict(on: Personal(number), of: kind).state
  }

  private static let whole: [(DocumentKind, String)] = [
    (.residentIdentityCard, "11010519491231002X"), (.residentIdentityCard, "１１０１０５１９４９１２３１００２ｘ"),
    (.hkMacaoTaiwanResidencePermit, "81000018900101001X"),
    (.foreignPermanentResidentCard2017, "PAK310080010103"),
    (.foreignPermanentResidentCard2023, "931586198001010028"),
    (.militaryOfficerCard, "虚字第0000号"), (.militaryOfficerCard, "虚字第00000000"),
    (.foreignPassport, "L898902C3"), (.foreignPassport, "l8989"),
    (.hkMacaoReturnPermit, "H00000000"), (.hkMacaoReturnPermit, "m 0000000001"),
    (.taiwanCompatriotPermit, "00000000"), (.taiwanCompatriotPermit, "0000000000"),
  ]

  @Test("a whole number is valid, and on the way to it nothing is told as wrong", arguments: whole)
  func onTheWay(kind: DocumentKind, number: String) {
    #expect(state(number, kind) == .valid)
    for length in 0..<number.count {
      let verdict = NumberRule.verdict(on: Personal(String(number.prefix(length))), of: kind)
      #expect(verdict.state != .wrong, "\(kind.rawValue), \(length) characters")
      #expect((verdict.state == .valid) == (verdict.fault == nil))
    }
    #expect(NumberRule.kinds(of: Personal(number)).contains(kind))
  }

  private static let wrong: [(DocumentKind, String, NumberFault)] = [
    (.residentIdentityCard, "16", .provinceUnknown), (.residentIdentityCard, "1a", .characterUnexpected),
    (.residentIdentityCard, "11010519491331", .birthDateImpossible),
    (.residentIdentityCard, "110105194912310021", .checkDigitWrong),
    (.residentIdentityCard, "11010519491231002X1", .tooLong),
    (.hkMacaoTaiwanResidencePermit, "840000", .regionUnexpected),
    (.foreignPermanentResidentCard2017, "QQQ", .countryUnknown),
    (.foreignPermanentResidentCard2017, "PAK3100800101031", .tooLong),
    (.foreignPermanentResidentCard2023, "8", .characterUnexpected),
    (.foreignPermanentResidentCard2023, "931999", .countryUnknown),
    (.militaryOfficerCard, "a", .characterUnexpected), (.militaryOfficerCard, "虚字第12号", .characterUnexpected),
    (.militaryOfficerCard, "虚字第123456789", .tooLong), (.militaryOfficerCard, "虚第", .characterUnexpected),
    (.foreignPassport, "L898902C36", .tooLong), (.foreignPassport, "L-8", .characterUnexpected),
    (.hkMacaoReturnPermit, "A", .characterUnexpected), (.hkMacaoReturnPermit, "H00000000000", .tooLong),
    (.taiwanCompatriotPermit, "T1", .characterUnexpected), (.taiwanCompatriotPermit, "00000000000", .tooLong),
    (.unknown, "1", .kindHasNoRule),
  ]

  @Test("what cannot become right is told as soon as it is typed, with the reason", arguments: wrong)
  func faults(kind: DocumentKind, number: String, fault: NumberFault) {
    let verdict = NumberRule.verdict(on: Personal(number), of: kind)
    #expect(verdict.state == .wrong)
    #expect(verdict.fault == fault)
  }

  @Test("nine and ten digits of a permit are on the way to eleven, and of a compatriot's to ten")
  func between() {
    #expect(state("H000000000", .hkMacaoReturnPermit) == .incomplete)
    #expect(state("000000000", .taiwanCompatriotPermit) == .incomplete)
  }

  @Test("a text without end costs nothing")
  func endless() {
    let long = String(repeating: "1", count: 1 << 20)
    for kind in DocumentKind.allCases where kind != .unknown {
      #expect(NumberRule.verdict(on: Personal(long), of: kind).fault == .tooLong)
    }
  }

  @Test("a typed number has one form, however it was written")
  func canonical() {
    for written in ["虚字第 12ab", "虚字第12AB号", "虚字第１２ａｂ号"] {
      #expect(NumberText.canonical(written, of: .militaryOfficerCard) == "虚字第12AB号")
    }
    #expect(NumberText.canonical("l898 902c3", of: .foreignPassport) == "L898902C3")
    #expect(NumberText.canonical("", of: .militaryOfficerCard) == "")
    #expect(NumberText.canonical("11010519491231002x", of: .residentIdentityCard) == "11010519491231002X")
  }

  @Test("each fault has a text of its own in both languages", arguments: NumberFault.allCases)
  func texts(fault: NumberFault) {
    #expect(fault.text.split(separator: " / ").count == 2)
    #expect(NumberFault.allCases.count { $0.text == fault.text } == 1)
  }
}
