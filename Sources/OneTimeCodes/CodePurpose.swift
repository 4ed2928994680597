/// What a one-time code is good for.
public enum CodePurpose: String, CaseIterable, Codable, Sendable {
  /// Signing in from home.
  case signIn
  /// Registering from home.
  case register
  /// Binding a first number at the counter.
  case bind
  /// Changing the number at the counter.
  case change
}
