public import CounterRules
public import IdentityDocuments

/// What filing a reading would do.
public struct FilingComparison: Equatable, Sendable {
  /// filed, unchanged, renewed, older or conflict.
  public var outcome: FilingOutcome
  /// The fields that differ from the current version, where the outcome is renewed or conflict.
  public var changed: [DocumentField]
  /// What the comparison noticed.
  public var findings: [Finding]
  /// The version on file that holds now; `nil` where there is none.
  public var current: ArchivedVersion?

  /// A comparison.
  public init(
    outcome: FilingOutcome, changed: [DocumentField], findings: [Finding], current: ArchivedVersion?
  ) {
    self.outcome = outcome
    self.changed = changed
    self.findings = findings
    self.current = current
  }
}
