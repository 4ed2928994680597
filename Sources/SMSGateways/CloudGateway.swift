internal import FoundationEssentials
package import LinuxPlatform
package import OneTimeCodes
internal import PersonalData
internal import Sealing

/// A cloud's SMS service: it takes the name of a template and what stands in its places, in a signed request.
package struct CloudGateway: SMSGateway {
  /// Which cloud.
  enum Service: String, Sendable {
    case aliyun, tencent
  }

  /// Both say that asking again sends again.
  package let isIdempotent = false
  let service: Service
  /// Where it is asked, without a path.
  let address: String
  let user: String
  let secret: GatewaySecret
  let signName: String
  let templates: CloudTemplates
  /// Tencent's number of the application.
  var app = ""
  /// Tencent's region.
  var region = "ap-guangzhou"
  /// A file with the certificates to trust instead of the system's.
  var authorities: String?

  /// Asks the service; a message that no template says is refused unasked.
  package func send(
    _ message: OutgoingMessage, until deadline: ContinuousClock.Instant, cancel: CancelFlag
  ) -> SendOutcome {
    guard let content = MessageContent(message.text),
      let template = templates.template(content, isAbroad: message.number.isAbroad)
    else { return .refused(.account) }
    do throws(SealingError) {
      let request =
        switch service {
        case .aliyun: try aliyun(message, template, templates.values(content))
        case .tencent: try tencent(message, template, templates.values(content))
        }
      return switch HTTPTransfer.run(request, until: deadline, cancel: cancel) {
      case .answered(let status, let body): CloudAnswer.outcome(service, status: status, body: body)
      case .untrusted: .untrusted
      case .failed(let wasSent): wasSent ? .unanswered : .notReached
      }
    } catch {
      // Nothing was signed, so nothing was sent.
      return .notReached
    }
  }

  /// The host as the request's own header says it.
  private var host: String {
    address.firstRange(of: "://").map { String(address[$0.upperBound...]) } ?? address
  }

  private func aliyun(
    _ message: OutgoingMessage, _ template: String, _ values: [(name: String, value: String)]
  ) throws(SealingError) -> HTTPTransfer.Request {
    let places = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
    // Abroad it wants the country's code without the +.
    var query = [
      ("OutId", message.id),
      ("PhoneNumbers", message.number.digits.disclosed().filter { $0 != "+" }), ("SignName", signName),
      ("TemplateCode", template),
    ]
    if !places.isEmpty { query.append(("TemplateParam", Self.json(places))) }
    let text = query.map { "\($0.0)=\(MessageTemplate.percent($0.1))" }.joined(separator: "&")
    let signature = AliyunSignature(
      host: host, action: "SendSms", version: "2017-05-25", date: WallClock.utc(MachineClock.wall / 1_000),
      nonce: RandomToken.make())
    return HTTPTransfer.Request(
      url: address + "/?" + text, body: "",
      headers: try signature.headers(query: text, user: user, secret: secret.disclosed) + [
        "Accept: application/json"
      ],
      authorities: authorities)
  }

  private struct TencentBody: Encodable {
    var PhoneNumberSet: [String]
    var SmsSdkAppId: String
    var TemplateId: String
    var SignName: String
    var TemplateParamSet: [String]
    var SessionContext: String
  }

  private func tencent(
    _ message: OutgoingMessage, _ template: String, _ values: [(name: String, value: String)]
  ) throws(SealingError) -> HTTPTransfer.Request {
    let body = Self.json(
      TencentBody(
        PhoneNumberSet: [message.number.international.disclosed()], SmsSdkAppId: app, TemplateId: template,
        SignName: signName, TemplateParamSet: values.map(\.value), SessionContext: message.id))
    let signature = TencentSignature(
      host: host, service: "sms", action: "SendSms", version: "2021-01-11", region: region,
      seconds: MachineClock.wall / 1_000)
    return HTTPTransfer.Request(
      url: address + "/", body: body,
      headers: try signature.headers(body: Array(body.utf8), user: user, secret: secret.disclosed),
      authorities: authorities)
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
