import CounterRules
import IdentityDocuments
import PersonalData
import Testing

@Suite("Masking and keys")
struct MaskingTests {
  @Test(
    "a number shows three characters at each end",
    arguments: [
      ("340000199003071000", "340*****000"), ("H00000000", "H00*****000"), ("00000012", "0*****2"),
      ("1234", "1*****4"), ("123", "*****"), ("", ""),
    ])
  func number(number: String, masked: String) {
    #expect(Masking.number(Personal(number)).disclosed() == masked)
  }

  @Test(
    "a mobile number shows the first three and the last one",
    arguments: [("13500000000", "135****0"), ("1350000", "135****0"), ("135000", "****"), ("", "")])
  func phone(number: String, masked: String) {
    #expect(Masking.phone(Personal(number)).disclosed() == masked)
  }

  @Test(
    "a name shows its first character, rare ones too",
    arguments: [
      ("样本甲", "样＊＊"), ("样本", "样＊"), ("\u{20BB7}样", "\u{20BB7}＊"), ("样", "＊"), ("", ""), ("样·本", "样＊＊"),
    ])
  func name(name: String, masked: String) {
    #expect(Masking.name(Personal(name)).disclosed() == masked)
  }

  @Test("a key is the same in any width and case of X, and another for another kind")
  func keys() throws {
    let key = try #require(DocumentKey(kind: .residentIdentityCard, number: Personal("11000019900307124X")))
    #expect(DocumentKey(kind: .residentIdentityCard, number: Personal("１１00001990０３０７124ｘ")) == key)
    #expect(DocumentKey(kind: .hkMacaoTaiwanResidencePermit, number: Personal("11000019900307124X")) != key)
    #expect(key.number.disclosed() == "11000019900307124X")
  }

  @Test("a blank number has no key", arguments: ["", " ", "　", " 　 "])
  func blank(number: String) {
    #expect(DocumentKey(kind: .residentIdentityCard, number: Personal(number)) == nil)
    var document = IdentityDocument(kind: .residentIdentityCard)
    #expect(DocumentKey(document) == nil)
    document.number = Personal(number)
    #expect(DocumentKey(document) == nil)
  }
}
