/// How long each step of a module may take, as data.
///
/// No source measured one; these are safe budgets (docs/reader-protocol.md §1.5).
public struct SAMDeadlines: Equatable, Sendable {
  /// Status, identity and reset.
  public var own = Duration.seconds(2)
  /// Finding a card.
  public var find = Duration.seconds(2)
  /// Selecting it.
  public var select = Duration.seconds(2)
  /// Reading text and photo.
  public var read = Duration.seconds(5)
  /// How long a reply that missed its deadline is waited for before the device is reset.
  public var late = Duration.seconds(1)
  /// How long nothing may come before the line counts as quiet.
  public var quiet = Duration.milliseconds(100)

  /// The deadlines the product uses.
  public init() {}
}
