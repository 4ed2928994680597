/// A line of the audit trail as it stands there.
public struct AuditRecord: Equatable, Sendable {
  /// Counts up in the order of writing.
  public var number: Int
  /// ISO 8601 with the offset from UTC.
  public var at: String
  /// The window's id.
  public var window: String
  /// Who acted, as `ActingParty.auditName` says it.
  public var actor: String
  /// As what, as `ActingParty.auditRole` says it.
  public var role: String
  /// The raw value of an `Act`.
  public var act: String
  /// The keyed id of the document it was about, lower-case hexadecimal.
  public var whom: String?
  /// The card session it was done in.
  public var session: String?
  /// What else it was about.
  public var subject: String?
  /// What became of it.
  public var outcome: String?

  /// A line with everything that stands in it.
  public init(
    number: Int, at: String, window: String, actor: String, role: String, act: String, whom: String?,
    session: String?, subject: String?, outcome: String?
  ) {
    self.number = number
    self.at = at
    self.window = window
    self.actor = actor
    self.role = role
    self.act = act
    self.whom = whom
    self.session = session
    self.subject = subject
    self.outcome = outcome
  }
}
