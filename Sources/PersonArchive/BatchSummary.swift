public import CounterRules
public import PersonalData

/// A batch and how far it has come.
public struct BatchSummary: Equatable, Sendable {
  /// The batch's id: a whole number in digits.
  public var id: String
  /// What the clerk calls it.
  public var name: String
  /// The enterprise's name.
  public var enterpriseName: String
  /// The enterprise's code.
  public var enterpriseCode: String
  /// Who brought the cards: mask it before it is shown in a list.
  public var broughtBy: Personal<String>?
  /// The window at which it was opened.
  public var window: String
  /// Whether cards can be swiped.
  public var state: BatchState
  /// When, ISO 8601 with the offset from UTC.
  public var openedAt: String
  /// Who, as the audit trail names it.
  public var openedBy: String
  /// When it was closed.
  public var closedAt: String?
  /// Whether wrong tries have locked its code.
  public var isCodeLocked: Bool
  /// What stands in its ledger.
  public var counters: BatchCounters

  /// A batch with everything that is told of it.
  public init(
    id: String, name: String, enterpriseName: String, enterpriseCode: String, broughtBy: Personal<String>?,
    window: String, state: BatchState, openedAt: String, openedBy: String, closedAt: String?,
    isCodeLocked: Bool, counters: BatchCounters
  ) {
    self.id = id
    self.name = name
    self.enterpriseName = enterpriseName
    self.enterpriseCode = enterpriseCode
    self.broughtBy = broughtBy
    self.window = window
    self.state = state
    self.openedAt = openedAt
    self.openedBy = openedBy
    self.closedAt = closedAt
    self.isCodeLocked = isCodeLocked
    self.counters = counters
  }
}
