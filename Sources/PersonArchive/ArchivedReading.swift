public import CounterRules

/// One reading of a person on file.
public struct ArchivedReading: Equatable, Sendable {
  /// When, where, by whom and with which reader.
  public var origin: ReadingOrigin
  /// The version it made or repeated.
  public var version: Int
  /// What filing it did.
  public var outcome: FilingOutcome

  /// A reading.
  public init(origin: ReadingOrigin, version: Int, outcome: FilingOutcome) {
    self.origin = origin
    self.version = version
    self.outcome = outcome
  }
}
