package import IdentityDocuments

/// What became of a reading in the archive.
package struct WireFiling: Codable, Sendable {
  package enum Outcome: String, Codable, CaseIterable, Sendable {
    case filed, unchanged, renewed, older, conflict, queued, failed
  }

  package var outcome: Outcome
  package var person: String?
  package var version: Int?
  package var changed: [DocumentField]?
  package var error: WireFailure?
  /// For whom what is `queued` waits, where that is not the centre.
  package var awaits: Awaited?

  /// Who has to do something before it is filed.
  package enum Awaited: String, Codable, CaseIterable, Sendable { case secondChecker }

  package init(
    outcome: Outcome, person: String? = nil, version: Int? = nil, changed: [DocumentField]? = nil,
    error: WireFailure? = nil, awaits: Awaited? = nil
  ) {
    self.outcome = outcome
    self.person = person
    self.version = version
    self.changed = changed
    self.error = error
    self.awaits = awaits
  }
}
