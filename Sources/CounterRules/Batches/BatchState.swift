/// Where a batch stands.
public enum BatchState: String, Codable, CaseIterable, Sendable {
  /// Cards can be swiped.
  case open
  /// No card can be swiped until it is resumed.
  case paused
  /// Ended for good.
  case closed

  /// Whether a batch may go from here to `next`.
  public func mayBecome(_ next: BatchState) -> Bool { self != .closed }
}
