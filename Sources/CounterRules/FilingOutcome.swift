/// What became of a reading that was to be filed.
public enum FilingOutcome: String, Codable, CaseIterable, Sendable {
  /// A new person.
  case filed
  /// The same as on file.
  case unchanged
  /// A new current version of a person on file.
  case renewed
  /// History: a document that was valid from an earlier day than the current one.
  case older
  /// Another sex or birth date under the same number; waits for a supervisor.
  case conflict
  /// Kept at the window until the archive can take it.
  case queued
  /// Not filed.
  case failed
}
