public import CounterRules
public import IdentityDocuments
public import KioskProtocol

/// A row of a batch's ledger.
public struct BatchSwipeRecord: Equatable, Sendable {
  /// Its number; it never changes and belongs to no other row.
  public var row: Int
  /// When, ISO 8601 with the offset from UTC.
  public var at: String
  /// At which window.
  public var window: String
  /// Who, as the audit trail names it.
  public var actor: String
  /// What it is in the ledger.
  public var mark: BatchMark
  /// What filing it did; `nil` where nothing was filed.
  public var outcome: FilingOutcome?
  /// Why it failed.
  public var reason: FailureReason?
  /// Whether the document had expired on that day.
  public var isExpired: Bool
  /// The person on the list it belongs to; `nil` where it belongs to none.
  public var expected: ExpectedPerson?
  /// The person's id; `nil` for a conflict and for what failed.
  public var person: String?
  /// The document that was read: mask its values before they are shown in a list.
  public var document: IdentityDocument?

  /// A row with everything that stands in it.
  public init(
    row: Int, at: String, window: String, actor: String, mark: BatchMark, outcome: FilingOutcome?,
    reason: FailureReason?, isExpired: Bool, expected: ExpectedPerson?, person: String?,
    document: IdentityDocument?
  ) {
    self.row = row
    self.at = at
    self.window = window
    self.actor = actor
    self.mark = mark
    self.outcome = outcome
    self.reason = reason
    self.isExpired = isExpired
    self.expected = expected
    self.person = person
    self.document = document
  }
}
