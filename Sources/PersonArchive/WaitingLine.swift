/// A line of the audit trail about signing in, or out, that a window keeps until its centre can be reached.
public struct WaitingLine: Equatable, Sendable {
  /// What the centre has to do about the account that the line names.
  public enum Kind: String, Sendable {
    /// A wrong password: the centre counts those.
    case wrongPassword
    /// The right one: those before it count no more.
    case admitted
    /// Nothing but the line, for somebody who was not let in.
    case refused
    /// Nothing but the line.
    case plain
  }

  /// The line.
  public var entry: AuditEntry
  /// What became of it.
  public var outcome: String
  /// What the centre has to do about it.
  public var kind: Kind

  /// A line that waits.
  public init(_ entry: AuditEntry, outcome: String, kind: Kind) {
    self.entry = entry
    self.outcome = outcome
    self.kind = kind
  }
}
