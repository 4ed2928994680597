package import CommandLineKit
package import KioskProtocol
internal import LinuxPlatform
package import OneTimeCodes

/// How messages leave this window, and how codes are made, as the configuration says (docs/configuration.md).
package struct SMSSettings: Sendable {
  /// Where messages go; `nil` where nothing is configured.
  package let gateway: (any SMSGateway)?
  /// How long a gateway may take to answer, in seconds.
  package let seconds: Int
  /// Where messages lie instead of being sent; `nil` where they go to telephones.
  package let trialInbox: TrialInbox?
  private let codes: Changeable<CodeRules>

  /// How often codes may be issued.
  package var limits: IssueLimits { codes.value.limits }

  /// Life and length of the codes of a purpose.
  package func policy(_ purpose: CodePurpose) -> CodePolicy { codes.value.policy(purpose) }

  /// From now on codes are made as the keys `code.*` of `configuration` say, in every copy of these settings.
  package func takeCodeRules(_ configuration: Configuration) { codes.value = CodeRules(configuration) }

  /// Reads the keys `sms.*` and `code.*`; `reports` is where the gateway may report to.
  ///
  /// Throws `sms.misconfigured` where the keys do not fit together, and `sms.secretUnusable`. Blocks for the file system.
  package init(
    _ configuration: Configuration, reports: ReportListener? = nil
  ) throws(KioskFailure) {
    let report = reports.map(\.port).map { port in
      { @Sendable (message: String) in ReportListener.address(port: port, message: message) }
    }
    seconds = configuration.number(.smsSeconds) ?? 15
    codes = Changeable(CodeRules(configuration))
    let gateway: (any SMSGateway)? =
      switch configuration[.smsGateway] {
      case "http": try Self.http(configuration, report)
      case "kannel": try Self.kannel(configuration, report)
      case "command": try Self.command(configuration)
      case "inbox": try Self.inbox(configuration)
      default: nil
      }
    self.gateway = gateway
    trialInbox = (gateway as? InboxGateway).map { TrialInbox(path: $0.path) }
  }

  private static func http(
    _ configuration: Configuration, _ report: (@Sendable (String) -> String)?
  ) throws(KioskFailure) -> HTTPGateway {
    guard let address = configuration[.smsURL], isSafe(address) else { throw KioskFailure(.smsMisconfigured) }
    var gateway = HTTPGateway(url: try template(address))
    if let body = configuration[.smsBody] { gateway.body = try template(body) }
    gateway.bodyEscaping = configuration[.smsBodyType] == "json" ? .json : .percent
    if let header = configuration[.smsHeader] { gateway.header = try template(header) }
    if let statuses = configuration[.smsSuccessStatus] {
      gateway.judgement.accepted = Set(
        statuses.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) })
    }
    gateway.judgement.text = configuration[.smsSuccessText] ?? ""
    try complete(&gateway, configuration, report)
    let parts = gateway.url.parts.union(gateway.body?.parts ?? [])
    guard parts.contains(.text), !parts.isDisjoint(with: [.number, .international]) else {
      throw KioskFailure(.smsMisconfigured)
    }
    return gateway
  }

  /// Kannel's sendsms (its user guide, chapter 6): 202 is taken or queued, 503 is a passing failure.
  private static func kannel(
    _ configuration: Configuration, _ report: (@Sendable (String) -> String)?
  ) throws(KioskFailure) -> HTTPGateway {
    let address = configuration[.smsURL] ?? "http://127.0.0.1:13013/cgi-bin/sendsms"
    guard isSafe(address), !address.contains("?"), configuration[.smsUser] != nil else {
      throw KioskFailure(.smsMisconfigured)
    }
    var url =
      address + "?username=${user}&password=${secret}&to=${number}&text=${text}&coding=2&charset=UTF-8"
    // 1 delivered, 2 not delivered, 16 refused by the network.
    if report != nil { url += "&dlr-mask=19&dlr-url=${report}" }
    var gateway = HTTPGateway(url: try template(url))
    gateway.judgement = HTTPGateway.Judgement(accepted: [202], later: [503])
    try complete(&gateway, configuration, report)
    return gateway
  }

  private static func complete(
    _ gateway: inout HTTPGateway, _ configuration: Configuration, _ report: (@Sendable (String) -> String)?
  ) throws(KioskFailure) {
    gateway.user = configuration[.smsUser] ?? ""
    gateway.isIdempotent = configuration[.smsIdempotent] == "yes"
    gateway.authorities = configuration[.smsAuthorities]
    gateway.report = report
    if let name = configuration[.smsSecretCredential] {
      gateway.secret = try GatewaySecret(credential: name)
    } else if let path = configuration[.smsSecretFile] {
      gateway.secret = try GatewaySecret(file: path)
    }
  }

  private static func command(_ configuration: Configuration) throws(KioskFailure) -> CommandGateway {
    let words = (configuration[.smsCommand] ?? "").split(separator: " ").map(String.init)
    guard let path = words.first else { throw KioskFailure(.smsMisconfigured) }
    return CommandGateway(
      path: path, arguments: Array(words.dropFirst()), isIdempotent: configuration[.smsIdempotent] == "yes")
  }

  private static func inbox(_ configuration: Configuration) throws(KioskFailure) -> InboxGateway {
    guard let path = configuration[.smsInbox] else { throw KioskFailure(.smsMisconfigured) }
    return InboxGateway(path: path)
  }

  private static func template(_ text: String) throws(KioskFailure) -> MessageTemplate {
    guard let template = MessageTemplate(text) else { throw KioskFailure(.smsMisconfigured) }
    return template
  }

  /// Codes travel over TLS, or never leave the machine.
  private static func isSafe(_ address: String) -> Bool {
    guard !address.hasPrefix("https://") else { return true }
    return ["127.0.0.1", "[::1]", "localhost"].contains { host in
      ["/", ":", "?"].contains { address.hasPrefix("http://\(host)\($0)") } || address == "http://\(host)"
    }
  }
}
