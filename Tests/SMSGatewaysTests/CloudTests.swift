import OneTimeCodes
import PersonalData
import Testing

@testable import SMSGateways

@Suite("Gateways of clouds")
struct CloudTests {
  private static func aliyun(_ code: String) -> String {
    #"{"Code":"\#(code)","Message":"m","RequestId":"r"}"#
  }
  private static func error(_ code: String) -> String {
    #"{"Response":{"Error":{"Code":"\#(code)","Message":"m"},"RequestId":"r"}}"#
  }
  private static func sent(_ code: String) -> String {
    #"{"Response":{"SendStatusSet":[{"SerialNo":"","PhoneNumber":"+8613500000001","Fee":1,"Code":"\#(code)"}]}}"#
  }

  @Test(
    "Aliyun's answers are told apart",
    arguments: [
      (200, "OK", SendOutcome.accepted), (200, "isv.MOBILE_NUMBER_ILLEGAL", .refused(.number)),
      (200, "isv.BUSINESS_LIMIT_CONTROL", .refused(.limit)), (200, "isv.DAY_LIMIT_CONTROL", .refused(.limit)),
      (200, "isv.SMS_SIGNATURE_ILLEGAL", .refused(.account)), (200, "isv.OUT_OF_SERVICE", .refused(.account)),
      (400, "SignatureDoesNotMatch", .refused(.account)),
      (404, "InvalidAccessKeyId.NotFound", .refused(.account)),
      (400, "Throttling.User", .notReached), (503, "ServiceUnavailable", .notReached),
      (500, "InternalError", .unanswered), (200, "isp.SYSTEM_ERROR", .unanswered),
      (500, "Whatever", .unanswered),
      (400, "Whatever", .refused(.unsaid)), (500, "OK", .unanswered),
    ])
  func aliyun(status: Int, code: String, outcome: SendOutcome) {
    #expect(CloudAnswer.outcome(.aliyun, status: status, body: Array(Self.aliyun(code).utf8)) == outcome)
  }

  @Test(
    "Tencent's answers are told apart, of the call and of the number",
    arguments: [
      (sent("Ok"), SendOutcome.accepted),
      (sent("InvalidParameterValue.IncorrectPhoneNumber"), .refused(.number)),
      (sent("FailedOperation.PhoneNumberInBlacklist"), .refused(.number)),
      (sent("LimitExceeded.PhoneNumberDailyLimit"), .refused(.limit)),
      (sent("FailedOperation.InsufficientBalanceInSmsPackage"), .refused(.account)),
      (error("AuthFailure.SignatureFailure"), .refused(.account)),
      (error("RequestLimitExceeded"), .notReached), (error("InternalError.Timeout"), .unanswered),
      (error("Whatever"), .refused(.unsaid)), (#"{"Response":{}}"#, .unanswered), ("nonsense", .unanswered),
      ("", .unanswered),
    ])
  func tencent(body: String, outcome: SendOutcome) {
    #expect(CloudAnswer.outcome(.tencent, status: 200, body: Array(body.utf8)) == outcome)
  }

  private func content(_ purpose: CodePurpose, _ language: MessageText.Language) throws -> MessageContent {
    let code = try #require(OneTimeCode(typed: Personal("042424")))
    return try #require(MessageContent(MessageText.code(code, for: purpose, life: 86_400, in: language)))
  }

  @Test("the template that fits most closely is taken, and a message that none says has none")
  func templates() throws {
    let templates = try #require(
      CloudTemplates(
        templates: "code=A, code.en = B,bind=C, change.en=D, code.abroad=E, replaced=F", places: "code"))
    #expect(templates.template(try content(.bind, .chinese), isAbroad: false) == "C")
    #expect(templates.template(try content(.change, .chinese), isAbroad: false) == "A")
    #expect(templates.template(try content(.change, .english), isAbroad: false) == "D")
    #expect(templates.template(try content(.bind, .english), isAbroad: false) == "B")
    #expect(templates.template(try content(.bind, .chinese), isAbroad: true) == "E")
    #expect(templates.template(.numberReplaced(.english), isAbroad: false) == "F")
    #expect(templates.template(.numberReleased(.chinese), isAbroad: false) == nil)
    #expect(templates.template(.test, isAbroad: false) == nil)
  }

  @Test("places are filled in their order, under their names, and only with a code")
  func places() throws {
    let templates = try #require(CloudTemplates(templates: "code=A", places: "code, time=life,what=purpose"))
    let values = templates.values(try content(.bind, .chinese))
    #expect(values.map(\.name) == ["code", "time", "what"])
    #expect(values.map(\.value) == ["042424", "24小时", "在窗口绑定手机号码"])
    #expect(templates.values(.test).isEmpty)
  }
}
