/// Whose requests for codes are counted together.
public enum IssueScope: String, CaseIterable, Sendable {
  /// One mobile number, whoever asks.
  case number
  /// One person's document.
  case person
  /// One clerk.
  case clerk
  /// One window.
  case window
}
