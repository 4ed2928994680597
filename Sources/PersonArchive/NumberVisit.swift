public import CounterRules
public import IdentityDocuments
public import OneTimeCodes

/// A person at the counter who is there about the own number.
public struct NumberVisit: Equatable, Sendable {
  /// How the person is known.
  public enum Proof: Equatable, Sendable {
    /// A card in a live session says so.
    case card(FiledValues)
    /// A document without a chip was verified by eye just now, by whoever acts; the person's id.
    case seen(person: String)
  }

  /// Who acts, where and when, in which card session.
  public var entry: AuditEntry
  /// How the person is known.
  public var proof: Proof
  /// The day at the counter.
  public var today: CalendarDate
  /// What the machine's clocks say.
  public var clock: ClockReading

  /// A visit.
  public init(entry: AuditEntry, proof: Proof, today: CalendarDate, clock: ClockReading) {
    self.entry = entry
    self.proof = proof
    self.today = today
    self.clock = clock
  }
}
