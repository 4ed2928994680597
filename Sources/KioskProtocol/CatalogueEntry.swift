/// What the catalogue says about one reason: texts for people, and whether to try again.
///
/// The texts are fixed. No value from a call, a card or a file ever stands in them.
public struct CatalogueEntry: Sendable, Equatable {
  /// Whether the same call can succeed now, at most after the card was laid again.
  public var retry: Bool
  /// What is the matter.
  public var message: BilingualText
  /// What the clerk does next.
  public var clerk: BilingualText
  /// What the administrator does.
  public var administrator: BilingualText

  /// One entry.
  public init(
    retry: Bool, message: BilingualText, clerk: BilingualText, administrator: BilingualText
  ) {
    self.retry = retry
    self.message = message
    self.clerk = clerk
    self.administrator = administrator
  }
}
