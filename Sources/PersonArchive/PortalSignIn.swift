/// A code that somebody at home says to be signed in.
public struct PortalSignIn: Equatable, Sendable {
  /// The code, and by whom.
  public var answer: CodeAnswer
  /// What is kept of the session's token.
  public var digest: [UInt8]
  /// How long the session lasts, in seconds.
  public var life: Int

  /// A sign-in.
  public init(answer: CodeAnswer, digest: [UInt8], life: Int) {
    self.answer = answer
    self.digest = digest
    self.life = life
  }
}
