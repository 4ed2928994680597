/// Where a batch stands.
public enum BatchState: String, Codable, CaseIterable, Sendable {
  /// Cards can be swiped.
  case open
  /// No card can be swiped until it is resumed.
  case paused
  /// Ended for good.
  case closed
}
