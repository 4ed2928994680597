public import CounterRules

/// One line of the audit trail: who did what, where and when.
///
/// Whom it was about is added by the store as a keyed id. Nothing in it is a value about a person.
public struct AuditEntry: Equatable, Sendable {
  /// ISO 8601 with the offset from UTC.
  public var at: String
  /// The window's id.
  public var window: String
  /// Who acted.
  public var party: ActingParty
  /// What was done.
  public var act: Act
  /// The card session it was done in.
  public var session: String?
  /// What else it was about: a clerk's name, a batch's id, a setting's key.
  public var subject: String?

  /// A line without an outcome; the store adds what became of it.
  public init(
    at: String, window: String, party: ActingParty, act: Act, session: String? = nil, subject: String? = nil
  ) {
    self.at = at
    self.window = window
    self.party = party
    self.act = act
    self.session = session
    self.subject = subject
  }
}
