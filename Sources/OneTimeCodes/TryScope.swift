/// Whose tries at a portal are counted together.
public enum TryScope: String, CaseIterable, Sendable {
  /// One document's number, on file or not.
  case number
  /// One client of one portal.
  case client
  /// One portal.
  case portal
  /// Everybody.
  case all
}
