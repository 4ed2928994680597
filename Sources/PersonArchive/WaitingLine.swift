/// A line of the audit trail that a window keeps until its centre can be reached.
public struct WaitingLine: Equatable, Sendable {
  /// The line.
  public var entry: AuditEntry
  /// What became of it.
  public var outcome: String
  /// Whether it tells of a wrong password for the account that it names: the centre counts those.
  public var isWrongTry: Bool

  /// A line that waits.
  public init(_ entry: AuditEntry, outcome: String, isWrongTry: Bool = false) {
    self.entry = entry
    self.outcome = outcome
    self.isWrongTry = isWrongTry
  }
}
