public import CounterRules
public import IdentityDocuments

/// What became of a filing.
///
/// When it is there, it is on the disk.
public struct FilingResult: Equatable, Sendable {
  /// filed, unchanged, renewed, older or conflict.
  public var outcome: FilingOutcome
  /// The person's id; `nil` for a conflict, which belongs to no person.
  public var person: String?
  /// The version that was made or repeated; `nil` for a conflict.
  public var version: Int?
  /// The fields that differ from the current version, where the outcome is renewed or conflict.
  public var changed: [DocumentField]
  /// What the comparison with the file noticed.
  public var findings: [Finding]

  /// A result.
  public init(
    outcome: FilingOutcome, person: String?, version: Int?, changed: [DocumentField] = [],
    findings: [Finding] = []
  ) {
    self.outcome = outcome
    self.person = person
    self.version = version
    self.changed = changed
    self.findings = findings
  }
}
