public import OneTimeCodes

/// A message of the outbox, without its text and its number.
public struct StoredMessage: Equatable, Sendable {
  /// What a message is about.
  public enum Kind: String, CaseIterable, Sendable {
    /// A one-time code.
    case code
    /// A notice to a number that stopped working.
    case notice
    /// A test by an administrator.
    case test
  }

  /// Its id; whoever knows it can report about it.
  public var id: String
  /// Counts up in the order of queueing.
  public var number: Int
  /// What it is about.
  public var kind: Kind
  /// When it was queued, ISO 8601 with the offset from UTC.
  public var queuedAt: String
  /// When it last changed, ISO 8601 with the offset from UTC.
  public var changedAt: String
  /// The window that asked for it.
  public var window: String
  /// Where it stands.
  public var delivery: Delivery

  /// A message.
  public init(
    id: String, number: Int, kind: Kind, queuedAt: String, changedAt: String, window: String,
    delivery: Delivery
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.queuedAt = queuedAt
    self.changedAt = changedAt
    self.window = window
    self.delivery = delivery
  }
}
