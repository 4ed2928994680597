public import CounterRules
public import OneTimeCodes

/// A statement that is to be compared with what is on file.
public struct StatementCheck: Equatable, Sendable {
  /// Who asks, where and when.
  public var entry: AuditEntry
  /// What is stated.
  public var stated: StatedDocument
  /// How far it goes.
  public var stage: StatedDocument.Stage
  /// For whom.
  public var client: PortalClient
  /// What the machine's clocks say.
  public var clock: ClockReading

  /// A check.
  public init(
    entry: AuditEntry, stated: StatedDocument, stage: StatedDocument.Stage, client: PortalClient,
    clock: ClockReading
  ) {
    self.entry = entry
    self.stated = stated
    self.stage = stage
    self.client = client
    self.clock = clock
  }
}
