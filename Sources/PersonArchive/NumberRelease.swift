public import OneTimeCodes

/// A binding that is to end without a new one.
public struct NumberRelease: Equatable, Sendable {
  /// Who acts, where and when, with the reason as subject.
  public var entry: AuditEntry
  /// The person's id.
  public var person: String
  /// What the machine's clocks say.
  public var clock: ClockReading
  /// The id of the notice to the number, which nobody can guess.
  public var notice: String

  /// A release.
  public init(entry: AuditEntry, person: String, clock: ClockReading, notice: String) {
    self.entry = entry
    self.person = person
    self.clock = clock
    self.notice = notice
  }
}
