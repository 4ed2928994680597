import IdentityDocuments
import PersonalData
import Testing

@Suite("Document numbers")
struct NumberTests {
  @Test(
    "published numbers that belong to nobody have the right check",
    arguments: [
      "81000018900101001X", "82000018900101002X", "83000018900101003X", "110000199003071231",
      "11000019900307124X",
      "11010519491231002X", "932682198501010017", "911124198108030024", "931586198001010028",
    ])
  func published(number: String) throws {
    #expect(try #require(CitizenNumber(Personal(number))).isCheckRight)
    #expect(CitizenNumber.checkCharacter(of: Array(number.utf8.dropLast())) == Array(number.utf8).last)
  }

  @Test("any other last character is wrong, and so is any one changed digit")
  func wrongCheck() throws {
    let right = Array("11000019900307124X".utf8)
    for position in right.indices {
      for character in Array("0123456789".utf8) where character != right[position] {
        var changed = right
        changed[position] = character
        let number = try #require(CitizenNumber(Personal(String(decoding: changed, as: UTF8.self))))
        #expect(!number.isCheckRight)
      }
    }
  }

  @Test("width and case are made even before anything is compared")
  func width() throws {
    let number = try #require(CitizenNumber(Personal("１１００００１９９００３０７１２４ｘ")))
    #expect(number.text.disclosed() == "11000019900307124X")
    #expect(number.isCheckRight)
    #expect(NumberText.normalized("Ｈ１２３　４x－") == "H123 4X-")
    #expect(NumberText.normalized("军字第12a号") == "军字第12a号")
  }

  @Test(
    "what is not 18 characters in the right places is no number",
    arguments: [
      "", "1", "11000019900307123",
      "1100001990030712311", "X10000199003071231", "11000019900307123A", "110000 99003071231",
      "١١٠٠٠٠١٩٩٠٠٣٠٧١٢٣١",
    ])
  func shape(text: String) {
    #expect(CitizenNumber(Personal(text)) == nil)
  }

  @Test("an old number of 15 digits becomes one of 18 with the century and a check")
  func upgrading() throws {
    let number = try #require(CitizenNumber(upgrading: Personal("110000900307123")))
    #expect(number.text.disclosed() == "110000199003071231")
    #expect(CitizenNumber(upgrading: Personal("１１００００９００３０７１２３")) == number)
    #expect(CitizenNumber(upgrading: Personal("11000090030712X")) == nil)
    #expect(CitizenNumber(upgrading: Personal("110000199003071231")) == nil)
  }

  @Test("a number does not show itself")
  func covered() throws {
    let number = try #require(CitizenNumber(Personal("110000199003071231")))
    #expect(!"\(number)".contains("1990"))
    var dumped = ""
    dump(number, to: &dumped)
    #expect(!dumped.contains("49"))
  }

  @Test("the published sample of 2023 leads to the published sample of 2017")
  func previousNumber() throws {
    var block = Block.foreigner2023
    block.put("931586198001010028", at: 122)
    block.put("PAK", at: 242)
    #expect(try block.decoded().document.previousNumber.text == "PAK310080010103")
  }
}
