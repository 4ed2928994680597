import OneTimeCodes
import PersonalData
import Testing

@Suite("Mobile numbers")
struct MobileNumberTests {
  @Test(
    "are understood however people write them",
    arguments: [
      "13500000000", "+8613500000000", "008613500000000", " 135 0000 0000 ", "+86 135 0000 0000",
      "１３５００００００００", "＋86　１３５00000000", "135\u{A0}0000\u{9}0000",
    ])
  func understood(text: String) throws {
    let number = try #require(MobileNumber(Personal(text)))
    #expect(number.digits.disclosed() == "13500000000" && !number.isAbroad)
    #expect(number.international.disclosed() == "+8613500000000")
  }

  @Test(
    "are refused when they are none",
    arguments: [
      "", " ", "1350000000", "135000000000", "12500000000", "10500000000", "23500000000", "+8513500000000",
      "8613500000000", "135-0000-0000", "1350000000a", "١٣٥٠٠٠٠٠٠٠٠", "+86+8613500000000", "13500000000\u{0}",
      "13500000000\u{301}", "1350000０00０\n",
    ])
  func refused(text: String) { #expect(MobileNumber(Personal(text)) == nil) }

  @Test(
    "abroad are written as E.164 says, however people write them",
    arguments: [
      ("+852 6000 0000", "+85260000000"), ("0085260000000", "+85260000000"), ("＋８５２６０００００００", "+85260000000"),
      ("+85366000000", "+85366000000"), ("+886900000000", "+886900000000"),
      ("+1 201 555 0123", "+12015550123"),
      ("+353800000000", "+353800000000"), ("+2475000001", "+2475000001"),
    ])
  func abroad(text: String, digits: String) throws {
    let number = try #require(MobileNumber(Personal(text)))
    #expect(number.digits.disclosed() == digits && number.international.disclosed() == digits)
    #expect(number.isAbroad)
    // It is kept so, and understood again.
    #expect(MobileNumber(number.digits) == number)
  }

  @Test(
    "abroad are refused with a country's code that is none, or a length that none there has",
    arguments: [
      "+85160000000", "+2100000000", "+999000000000", "+8526000000", "+852600000000", "+85306600000",
      "+120155501234",
      "+0260000000", "+", "+852", "+852600000a0", "+1234567890123456", "85260000000", "+44 07700 900123",
      "+86+85260000000",
    ])
  func refusedAbroad(text: String) { #expect(MobileNumber(Personal(text)) == nil) }

  @Test("every block from 13 to 19 is a number, and none is printed")
  func blocks() throws {
    for second in 0...9 {
      let number = MobileNumber(Personal("1\(second)000000000"))
      #expect((number != nil) == (second >= 3))
      #expect(!"\(String(describing: number))".contains("000000"))
    }
  }
}
