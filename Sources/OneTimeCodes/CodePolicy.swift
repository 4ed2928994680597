/// How long the codes of a purpose live and how long they are.
public struct CodePolicy: Equatable, Sendable {
  /// The lives that a policy may give, in seconds: shorter nobody can type it, longer nobody remembers asking.
  public static let lives = 30...604_800
  /// The lengths that a policy may give.
  public static let lengths = 4...8

  /// Seconds from issue to end.
  public let life: Int
  /// Digits.
  public let length: Int

  /// A policy; values out of range become the nearest that is allowed.
  public init(life: Int, length: Int = 6) {
    self.life = min(max(life, Self.lives.lowerBound), Self.lives.upperBound)
    self.length = min(max(length, Self.lengths.lowerBound), Self.lengths.upperBound)
  }

  /// What holds where nothing is configured: 90 seconds to sign in, 24 hours for everything else.
  public static func standard(_ purpose: CodePurpose) -> CodePolicy {
    switch purpose {
    case .signIn: CodePolicy(life: 90)
    case .register, .bind, .change: CodePolicy(life: 86_400)
    }
  }
}
