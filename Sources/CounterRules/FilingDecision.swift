public import IdentityDocuments

/// What is to be done with a reading.
public struct FilingDecision: Equatable, Sendable {
  /// What the clerk is told.
  public var outcome: FilingOutcome
  /// The values of the version to be made; `nil` where none is made.
  public var newVersion: FiledValues?
  /// The kept version that the reading repeats, to which only the reading is added; `nil` where it repeats none.
  public var repeats: Int?
  /// The fields that differ from the current version, where the outcome is renewed or conflict.
  public var changed: [DocumentField]
  /// What the comparison with the file noticed.
  public var findings: [Finding]

  /// A decision.
  public init(
    _ outcome: FilingOutcome, newVersion: FiledValues? = nil, repeats: Int? = nil,
    changed: [DocumentField] = [], findings: [Finding] = []
  ) {
    self.outcome = outcome
    self.newVersion = newVersion
    self.repeats = repeats
    self.changed = changed
    self.findings = findings
  }
}
