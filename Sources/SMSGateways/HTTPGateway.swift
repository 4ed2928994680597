package import LinuxPlatform
package import OneTimeCodes
internal import PersonalData

/// A gateway behind one HTTP request, all of it made of configuration.
package struct HTTPGateway: SMSGateway {
  /// Which statuses mean what; everything else below 500 is a refusal, and from 500 on nobody knows.
  package struct Judgement: Equatable, Sendable {
    /// Statuses that say it was taken.
    package var accepted: Set<Int>
    /// What the answer must contain then, blanks apart; nothing where empty.
    package var text: String
    /// Statuses that say it was certainly not taken and may be later.
    package var later: Set<Int>

    package init(accepted: Set<Int> = [200, 201, 202, 204], text: String = "", later: Set<Int> = []) {
      self.accepted = accepted
      self.text = text
      self.later = later
    }

    /// What an answer means.
    package func outcome(status: Int, body: [UInt8]) -> SendOutcome {
      if later.contains(status) { return .notReached }
      guard accepted.contains(status) else { return status >= 500 ? .unanswered : .refused(.unsaid) }
      // What holds no success is a refusal: many gateways answer 200 to everything.
      return Self.bare(String(decoding: body, as: UTF8.self)).contains(Self.bare(text)) || text.isEmpty
        ? .accepted : .refused(.unsaid)
    }

    private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
  }

  package var url: MessageTemplate
  package var body: MessageTemplate?
  package var bodyEscaping = MessageTemplate.Escaping.percent
  package var header: MessageTemplate?
  package var user = ""
  package var secret = GatewaySecret.none
  package var judgement = Judgement()
  package var isIdempotent = false
  /// A file with the certificates to trust instead of the system's.
  package var authorities: String?
  /// The URL under which reports about a message are taken; `nil` where nobody listens.
  package var report: (@Sendable (String) -> String)?

  package init(url: MessageTemplate) { self.url = url }

  /// Asks the gateway.
  package func send(
    _ message: OutgoingMessage, until deadline: ContinuousClock.Instant, cancel: CancelFlag
  ) -> SendOutcome {
    func value(_ part: MessageTemplate.Part) -> String {
      switch part {
      case .number: message.number.digits.disclosed()
      case .international: message.number.international.disclosed()
      case .text: message.text.disclosed()
      case .id: message.id
      case .user: user
      case .secret: secret.disclosed
      case .report: report?(message.id) ?? ""
      }
    }
    let type = bodyEscaping == .json ? "application/json" : "application/x-www-form-urlencoded"
    var headers = body == nil ? [] : ["Content-Type: \(type); charset=utf-8"]
    if let header { headers.append(header.filled(.line, value)) }
    let request = HTTPTransfer.Request(
      url: url.filled(.percent, value), body: body?.filled(bodyEscaping, value), headers: headers,
      authorities: authorities)
    return switch HTTPTransfer.run(request, until: deadline, cancel: cancel) {
    case .answered(let status, let body): judgement.outcome(status: status, body: body)
    case .untrusted: .untrusted
    case .failed(let wasSent): wasSent ? .unanswered : .notReached
    }
  }
}
