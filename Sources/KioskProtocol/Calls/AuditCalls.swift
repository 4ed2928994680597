/// `audit.verify`: whether every line of the trail is as it was written, and which is not.
package enum AuditVerify: RPCMethod {
  package static let name = "audit.verify"
  package typealias Params = Empty
  /// What is wrong at one place.
  package struct Fault: Codable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
      case changed, missing, reordered, cutOff, noHead
    }

    package var kind: Kind
    /// The window whose chain it is in.
    package var window: String
    /// Its place in that chain, from 1.
    package var place: Int
    /// Its number in the trail, where it is there.
    package var number: Int?
    package init(kind: Kind, window: String, place: Int, number: Int?) {
      self.kind = kind
      self.window = window
      self.place = place
      self.number = number
    }
  }
  package struct Output: Codable, Sendable {
    /// Whether nothing is wrong.
    package var sound: Bool
    /// How many lines were gone through.
    package var lines: Int
    /// What is wrong, at most 200.
    package var faults: [Fault]
    package init(sound: Bool, lines: Int, faults: [Fault]) {
      self.sound = sound
      self.lines = lines
      self.faults = faults
    }
  }
}

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
