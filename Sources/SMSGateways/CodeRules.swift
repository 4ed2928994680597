internal import CommandLineKit
internal import OneTimeCodes

/// How one-time codes are made, as the keys `code.*` say.
struct CodeRules: Sendable {
  /// How often they may be issued.
  let limits: IssueLimits
  private let policies: [CodePurpose: CodePolicy]

  init(_ configuration: Configuration) {
    limits = IssueLimits(
      clerkPerHour: configuration.number(.codeClerkHour) ?? 60,
      windowPerHour: configuration.number(.codeWindowHour) ?? 120)
    policies = [
      .bind: Self.policy(configuration, .bind, .codeBindSeconds, .codeBindDigits),
      .change: Self.policy(configuration, .change, .codeChangeSeconds, .codeChangeDigits),
      .register: Self.policy(configuration, .register, .codeRegisterSeconds, .codeRegisterDigits),
      .signIn: Self.policy(configuration, .signIn, .codeSignInSeconds, .codeSignInDigits),
    ]
  }

  /// Life and length of the codes of a purpose.
  func policy(_ purpose: CodePurpose) -> CodePolicy { policies[purpose] ?? .standard(purpose) }

  private static func policy(
    _ configuration: Configuration, _ purpose: CodePurpose, _ life: Configuration.Key,
    _ digits: Configuration.Key
  ) -> CodePolicy {
    let standard = CodePolicy.standard(purpose)
    return CodePolicy(
      life: configuration.number(life) ?? standard.life,
      length: configuration.number(digits) ?? standard.length)
  }
}
