/// What a check noticed beside a value.
///
/// Nothing is rejected for being odd.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Codable, CaseIterable, Sendable { case info, warning, error }

  /// The field it stands beside.
  public var field: DocumentField
  /// What was noticed.
  public var code: FindingCode
  /// How much it matters.
  public var severity: Severity { code.severity }

  /// A finding beside `field`.
  public init(_ field: DocumentField, _ code: FindingCode) {
    self.field = field
    self.code = code
  }
}
