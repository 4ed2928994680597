package import CommandLineKit
package import KioskProtocol
internal import LinuxPlatform
package import OneTimeCodes

/// How messages leave this window, and how codes are made, as the configuration says (docs/configuration.md).
package struct SMSSettings: Sendable {
  /// Where messages go; `nil` where nothing is configured.
  package let gateway: (any SMSGateway)?
  /// Where they go when that one does not take them; `nil` where nothing is configured.
  package let second: (any SMSGateway)?
  /// Whether codes may go to numbers abroad.
  package let allowsAbroad: Bool
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
    let reading = { (isSecond: Bool) throws(KioskFailure) in
      try GatewayMaker(GatewayKeys(configuration: configuration, isSecond: isSecond), report).gateway()
    }
    gateway = try reading(false)
    second = try reading(true)
    // What goes to no telephone stands in for nothing, and nothing for it.
    guard second == nil || !(gateway is InboxGateway || gateway == nil || second is InboxGateway) else {
      throw KioskFailure(.smsMisconfigured)
    }
    allowsAbroad = configuration[.smsAbroad] == "yes"
    trialInbox = (gateway as? InboxGateway).map { TrialInbox(path: $0.path) }
  }
}
