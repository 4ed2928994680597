import OneTimeCodes
import PersonalData
import Testing

@Suite("What a message says, in parts")
struct MessageContentTests {
  @Test(
    "every text can be taken apart again, whatever its code, purpose, life and language",
    arguments: CodePurpose.allCases, [MessageText.Language.chinese, .english])
  func codes(purpose: CodePurpose, language: MessageText.Language) throws {
    for (typed, seconds) in [("0042", 90), ("12345678", 86_400), ("000000", 300), ("987654", 30)] {
      let code = try #require(OneTimeCode(typed: Personal(typed)))
      let text = MessageText.code(code, for: purpose, life: seconds, in: language)
      guard case .code(let content) = MessageContent(text) else {
        Issue.record("not understood")
        return
      }
      #expect(
        content.digits.disclosed() == typed && content.purpose == purpose && content.language == language)
      #expect(text.disclosed().contains(content.life) && content.life.contains(where: \.isNumber))
    }
  }

  @Test("notices and the test are known")
  func others() {
    for language in [MessageText.Language.chinese, .english] {
      #expect(MessageContent(MessageText.numberReplaced(in: language)) == .numberReplaced(language))
      #expect(MessageContent(MessageText.numberReleased(in: language)) == .numberReleased(language))
    }
    #expect(MessageContent(MessageText.test) == .test)
  }

  @Test(
    "what is no text of ours has no parts",
    arguments: [
      "", "验证码 123456", "验证码 12a456，用于登录，90秒内有效。请勿告诉任何人。", "x验证码 123456，用于登录，90秒内有效。请勿告诉任何人。",
      "验证码 123456，用于登录，90秒内有效。请勿告诉任何人。x", "验证码 ，用于登录，90秒内有效。请勿告诉任何人。",
      "验证码 123456，用于转账，90秒内有效。请勿告诉任何人。",
    ])
  func foreign(text: String) { #expect(MessageContent(Personal(text)) == nil) }
}
