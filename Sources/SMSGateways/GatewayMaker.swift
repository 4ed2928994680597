internal import CommandLineKit
internal import KioskProtocol
internal import OneTimeCodes

/// Makes a gateway of its keys (docs/configuration.md).
struct GatewayMaker {
  private let keys: GatewayKeys
  private let report: (@Sendable (String) -> String)?

  /// `report` gives the URL under which reports about a message are taken.
  init(_ keys: GatewayKeys, _ report: (@Sendable (String) -> String)?) {
    self.keys = keys
    self.report = report
  }

  /// The gateway; `nil` where none is configured.
  func gateway() throws(KioskFailure) -> (any SMSGateway)? {
    switch keys[.smsGateway] {
    case "http": try ready(http())
    case "kannel": try ready(kannel())
    case "aliyun": try ready(cloud(.aliyun))
    case "tencent": try ready(cloud(.tencent))
    case "command": try command()
    case "inbox": try inbox()
    default: nil
    }
  }

  /// A gateway over HTTP.
  ///
  /// libcurl is opened with the daemon: after an upgrade it might not fit what is open already.
  private func ready(_ gateway: any SMSGateway) throws(KioskFailure) -> any SMSGateway {
    guard HTTPTransfer.prepare() else { throw KioskFailure(.smsMisconfigured) }
    return gateway
  }

  private func http() throws(KioskFailure) -> HTTPGateway {
    guard let address = keys[.smsURL], isSafe(address) else { throw KioskFailure(.smsMisconfigured) }
    var gateway = HTTPGateway(url: try template(address))
    if let body = keys[.smsBody] { gateway.body = try template(body) }
    gateway.bodyEscaping = keys[.smsBodyType] == "json" ? .json : .percent
    if let header = keys[.smsHeader] { gateway.header = try template(header) }
    if let statuses = keys[.smsSuccessStatus] {
      gateway.judgement.accepted = Set(
        statuses.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) })
    }
    gateway.judgement.text = keys[.smsSuccessText] ?? ""
    try complete(&gateway)
    let parts = gateway.url.parts.union(gateway.body?.parts ?? [])
    guard parts.contains(.text), !parts.isDisjoint(with: [.number, .international]) else {
      throw KioskFailure(.smsMisconfigured)
    }
    return gateway
  }

  /// Kannel's sendsms (its user guide, chapter 6): 202 is taken or queued, 503 is a passing failure.
  private func kannel() throws(KioskFailure) -> HTTPGateway {
    let address = keys[.smsURL] ?? "http://127.0.0.1:13013/cgi-bin/sendsms"
    guard isSafe(address), !address.contains("?"), keys[.smsUser] != nil else {
      throw KioskFailure(.smsMisconfigured)
    }
    var url =
      address + "?username=${user}&password=${secret}&to=${number}&text=${text}&coding=2&charset=UTF-8"
    // 1 delivered, 2 not delivered, 16 refused by the network.
    if report != nil { url += "&dlr-mask=19&dlr-url=${report}" }
    var gateway = HTTPGateway(url: try template(url))
    gateway.judgement = HTTPGateway.Judgement(accepted: [202], later: [503])
    try complete(&gateway)
    return gateway
  }

  private func complete(_ gateway: inout HTTPGateway) throws(KioskFailure) {
    gateway.user = keys[.smsUser] ?? ""
    gateway.isIdempotent = keys[.smsIdempotent] == "yes"
    gateway.authorities = keys[.smsAuthorities]
    gateway.report = report
    gateway.secret = try secret()
  }

  private func secret() throws(KioskFailure) -> GatewaySecret {
    if let name = keys[.smsSecretCredential] { return try GatewaySecret(credential: name) }
    if let path = keys[.smsSecretFile] { return try GatewaySecret(file: path) }
    return .none
  }

  /// A cloud's service: account, signature and templates have to be there, and its address has no path.
  private func cloud(_ service: CloudGateway.Service) throws(KioskFailure) -> CloudGateway {
    let standard =
      service == .aliyun ? "https://dysmsapi.aliyuncs.com" : "https://sms.tencentcloudapi.com"
    var address = keys[.smsURL] ?? standard
    if address.hasSuffix("/") { address.removeLast() }
    guard isSafe(address), address.filter({ $0 == "/" }).count == 2, !address.contains("?"),
      let user = keys[.smsUser], let signName = keys[.smsSignName], let words = keys[.smsTemplates],
      let templates = CloudTemplates(templates: words, places: keys[.smsParameters] ?? "code"),
      service == .aliyun || keys[.smsApp] != nil
    else { throw KioskFailure(.smsMisconfigured) }
    return CloudGateway(
      service: service, address: address, user: user, secret: try secret(), signName: signName,
      templates: templates,
      app: keys[.smsApp] ?? "", region: keys[.smsRegion] ?? "ap-guangzhou", authorities: keys[.smsAuthorities]
    )
  }

  private func command() throws(KioskFailure) -> CommandGateway {
    let words = (keys[.smsCommand] ?? "").split(separator: " ").map(String.init)
    guard let path = words.first else { throw KioskFailure(.smsMisconfigured) }
    return CommandGateway(
      path: path, arguments: Array(words.dropFirst()), isIdempotent: keys[.smsIdempotent] == "yes")
  }

  private func inbox() throws(KioskFailure) -> InboxGateway {
    guard let path = keys[.smsInbox] else { throw KioskFailure(.smsMisconfigured) }
    return InboxGateway(path: path)
  }

  private func template(_ text: String) throws(KioskFailure) -> MessageTemplate {
    guard let template = MessageTemplate(text) else { throw KioskFailure(.smsMisconfigured) }
    return template
  }

  /// Codes travel over TLS, or never leave the machine.
  private func isSafe(_ address: String) -> Bool {
    guard !address.hasPrefix("https://") else { return true }
    return ["127.0.0.1", "[::1]", "localhost"].contains { host in
      ["/", ":", "?"].contains { address.hasPrefix("http://\(host)\($0)") } || address == "http://\(host)"
    }
  }
}
