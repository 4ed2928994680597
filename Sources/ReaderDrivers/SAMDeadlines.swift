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
  /// The first question to a device that may not be listening, as at a wrong serial speed.
  public var first = Duration.seconds(2)
  /// How long nothing may come before the line counts as quiet.
  public var quiet = Duration.milliseconds(100)

  /// The deadlines the product uses.
  public init() {}

  /// Those that a family's settings name, in milliseconds; the others as they are.
  init(_ settings: inout DataSettings) throws(ReaderDataError) {
    own = try settings.duration("deadline.own") ?? own
    find = try settings.duration("deadline.find") ?? find
    select = try settings.duration("deadline.select") ?? select
    read = try settings.duration("deadline.read") ?? read
    late = try settings.duration("deadline.late") ?? late
    first = try settings.duration("deadline.first") ?? own
    quiet = try settings.duration("deadline.quiet") ?? quiet
  }
}
