/// `audit.list`: who did what, a page at a time, the newest first.
package enum AuditList: RPCMethod {
  package static let name = "audit.list"
  package struct Params: Codable, Sendable {
    /// Lines older than the one with this number; the newest where it is left out.
    package var before: Int?
    /// 1 to 200; 50 where it is left out.
    package var limit: Int?
    package init(before: Int? = nil, limit: Int? = nil) {
      self.before = before
      self.limit = limit
    }
  }
  /// One line.
  package struct Line: Codable, Sendable {
    package var number: Int
    package var at: String
    package var window: String
    package var actor: String
    package var role: String
    package var act: String
    /// The keyed id of the document it was about.
    package var whom: String?
    package var session: String?
    /// What else it was about.
    package var subject: String?
    /// What became of it.
    package var outcome: String?
    package init(
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
  package struct Output: Codable, Sendable {
    package var lines: [Line]
    package init(lines: [Line]) { self.lines = lines }
  }
}
