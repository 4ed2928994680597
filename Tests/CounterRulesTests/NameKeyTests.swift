import CounterRules
import PersonalData
import Testing

@Suite("Names to look for")
struct NameKeyTests {
  private func key(_ name: String) -> NameKey? { NameKey(Personal(name)) }

  @Test(
    "are the same in any width and case, with any dot and any blanks",
    arguments: [
      ("样本 甲", "样本甲"), ("样本　甲", "样本甲"), ("买买提•样本", "买买提·样本"), ("买买提．样本", "买买提·样本"),
      ("ＭＯＤＥＬ, Ann", "model ann"), ("Model Ann Jr.", "MODEL ANN JR·"), (" 样本甲\t", "样本甲"),
    ])
  func same(pair: (String, String)) {
    #expect(key(pair.0) == key(pair.1))
  }

  @Test("stay apart where the characters are other ones, and a blank is none")
  func apart() {
    #expect(key("样本甲") != key("样本乙"))
    #expect(key("model ann") != key("model anna"))
    #expect(key(" 　,") == nil)
  }
}
