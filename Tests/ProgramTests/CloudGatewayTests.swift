import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Messages over a cloud's service", .timeLimit(.minutes(2)))
struct CloudGatewayTests {
  struct Case: CustomTestStringConvertible {
    var service: CloudBench.Service
    /// The template of the test, which is the answer.
    var template: String?
    var state: String
    var reason: String?
    var testDescription: String { "\(service) \(template ?? "no template")" }
  }

  static let cases = [
    Case(service: .aliyun, template: "SMS_1test", state: "sent"),
    Case(service: .tencent, template: "11", state: "sent"),
    Case(service: .aliyun, template: nil, state: "failed", reason: "sms.accountRefused"),
    Case(
      service: .aliyun, template: "isv.MOBILE_NUMBER_ILLEGAL", state: "failed", reason: "sms.numberRefused"),
    Case(
      service: .tencent, template: "InvalidParameterValue.IncorrectPhoneNumber", state: "failed",
      reason: "sms.numberRefused"),
    Case(service: .aliyun, template: "isv.BUSINESS_LIMIT_CONTROL", state: "failed", reason: "sms.limit"),
    Case(
      service: .tencent, template: "LimitExceeded.PhoneNumberDailyLimit", state: "failed", reason: "sms.limit"
    ),
    Case(service: .aliyun, template: "500-InternalError", state: "unknown", reason: "sms.noAnswer"),
    Case(service: .tencent, template: "InternalError.Timeout", state: "unknown", reason: "sms.noAnswer"),
    Case(service: .aliyun, template: "nonsense", state: "unknown", reason: "sms.noAnswer"),
    Case(service: .tencent, template: "cut", state: "unknown", reason: "sms.noAnswer"),
  ]

  @Test("each answer is told as what it is, and the signature is right", arguments: cases)
  func outcomes(_ example: Case) async throws {
    let bench = try await CloudBench()
    let kiosk = try await SignInTests.kiosk(
      [:], configuration: try bench.lines(example.service, test: example.template))
    let test = try await kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.json["delivery"]["state"].text == example.state, "\(test.output)")
    #expect(test.json["delivery"]["reason"].text == example.reason)
    #expect(!test.json["delivery"]["gateway"].exists)
    if example.template != nil { _ = try await bench.gateway.outputLine { $0.hasPrefix("got ") } }
    await kiosk.stop()
    #expect(!bench.gateway.output.contains("bad request"))
    #expect(bench.asked("first") == (example.template == nil ? 0 : 1))
    await bench.gateway.stop()
  }

  @Test(
    "a secret that is not the account's is told as such, and stands nowhere",
    arguments: CloudBench.Service.allCases)
  func wrongSecret(service: CloudBench.Service) async throws {
    let bench = try await CloudBench()
    let kiosk = try await SignInTests.kiosk(
      [:], configuration: try bench.lines(service, test: "SMS_1", secret: "an0ther-secret"))
    let test = try await kiosk.client("sms", "test", "--phone", "13500000001", "--json")
    #expect(test.json["delivery"]["reason"].text == "sms.accountRefused", "\(test.output)")
    _ = try await bench.gateway.outputLine { $0 == "bad request" }
    await kiosk.stop()
    #expect(kiosk.counterDaemon.errors.allSatisfy { !$0.contains("an0ther") })
    await bench.gateway.stop()
  }

  @Test(
    "the code that stands in a template's place binds the number",
    arguments: [(CloudBench.Service.aliyun, "SMS_1", ""), (.tencent, "11", "+86")])
  func codes(service: CloudBench.Service, template: String, prefix: String) async throws {
    let bench = try await CloudBench()
    let window = try await PCSCWindow(
      configuration: Kiosk.standInPortraits + (try bench.lines(service, test: nil)))
    try await window.lay(Cards.path("citizen-ordinary"))
    let read = try await window.read("--file")
    let session = try #require(read.json["session"].text, "\(read.output) \(read.errors)")
    let visit = #""session":"\#(session)","purpose":"bind","faceConfirmed":true"#
    _ = try await window.watcher.call(40, "phone.sendCode", #"{\#(visit),"phone":"13500000001"}"#)
    let line = try await bench.gateway.outputLine {
      $0.hasPrefix("got \(prefix)13500000001 \(template)code ")
    }
    #expect(line.contains("24小时"))
    let code = try #require(line.firstMatch(of: #/"([0-9]{6})"/#).map { String($0.output.1) })
    let confirmed = try await window.watcher.call(41, "phone.confirm", #"{\#(visit),"code":"\#(code)"}"#)
    #expect(confirmed["result"]["phoneMasked"].text == "135****1", "\(confirmed)")
    await window.stop()
    #expect(!bench.gateway.output.contains("bad request"))
    await bench.gateway.stop()
  }
}
