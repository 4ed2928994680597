import PersonalData
import TestSupport
import Testing

@testable import OneTimeCodes

@Suite("Texts of messages")
struct MessageTextTests {
  @Test("say purpose, code and lifetime", arguments: CodePurpose.allCases)
  func parts(purpose: CodePurpose) throws {
    let code = try #require(OneTimeCode(typed: Personal("00123456")))
    let chinese = MessageText.code(code, for: purpose, life: 86_400, in: .chinese).disclosed()
    let english = MessageText.code(code, for: purpose, life: 90, in: .english).disclosed()
    #expect(chinese.contains("00123456") && chinese.contains("24小时"))
    #expect(english.contains("00123456") && english.contains("90 seconds"))
    let word = [.signIn: "登录", .register: "注册", .bind: "绑定", .change: "更换"][purpose]
    #expect(chinese.contains(try #require(word)))
  }

  @Test(
    "tell a lifetime in the largest unit that tells it exactly",
    arguments: [
      (86_400, "24小时", "24 hours"), (3_600, "1小时", "1 hour"), (90, "90秒", "90 seconds"),
      (600, "10分钟", "10 minutes"), (3_660, "61分钟", "61 minutes"), (61, "61秒", "61 seconds"),
    ])
  func duration(seconds: Int, chinese: String, english: String) {
    #expect(MessageText.duration(seconds, .chinese) == chinese)
    #expect(MessageText.duration(seconds, .english) == english)
  }

  @Test(
    "the notices hold no digit, so no number and no code",
    arguments: [MessageText.Language.chinese, .english])
  func notices(language: MessageText.Language) {
    for text in [MessageText.numberReplaced(in: language), MessageText.numberReleased(in: language)] {
      let digits = text.disclosed().filter { $0.isNumber }
      #expect(digits.isEmpty)
    }
  }
}
