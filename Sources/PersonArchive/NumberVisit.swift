public import CounterRules
public import IdentityDocuments
public import OneTimeCodes

/// A person who is there about the own number: at the counter, or at home before a portal.
public struct NumberVisit: Equatable, Sendable {
  /// How the person is known.
  public enum Proof: Equatable, Sendable {
    /// A card in a live session says so.
    case card(FiledValues)
    /// A document without a chip was verified by eye just now, by whoever acts; the person's id.
    case seen(person: String)
    /// At home, by stating what the document says.
    case stated(StatedDocument, PortalClient)
    /// At home, by document and bound number; whether the letters of the picture were right.
    case registered(DocumentKey, MobileNumber, isPictureRight: Bool, PortalClient)
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
