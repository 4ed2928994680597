/// Somebody who is signed in at a portal.
public struct PortalSession: Equatable, Sendable {
  /// The person's id.
  public var person: String
  /// Seconds until it ends by itself.
  public var secondsLeft: Int

  /// A session.
  public init(person: String, secondsLeft: Int) {
    self.person = person
    self.secondsLeft = secondsLeft
  }
}
