public import OneTimeCodes

/// A code that is to be issued.
public struct CodeOrder: Equatable, Sendable {
  /// For whom.
  public var visit: NumberVisit
  /// Where it goes: the new number, or to sign in the one that is bound.
  public var number: MobileNumber
  /// What it is good for.
  public var purpose: CodePurpose
  /// The code, of the policy's length.
  public var code: OneTimeCode
  /// How long it lives.
  public var policy: CodePolicy
  /// How often codes may be issued.
  public var limits: IssueLimits
  /// The message's id, which nobody can guess.
  public var message: String

  /// An order.
  public init(
    visit: NumberVisit, number: MobileNumber, purpose: CodePurpose, code: OneTimeCode, policy: CodePolicy,
    limits: IssueLimits, message: String
  ) {
    self.visit = visit
    self.number = number
    self.purpose = purpose
    self.code = code
    self.policy = policy
    self.limits = limits
    self.message = message
  }
}
