/// A date field of a card: understood, long-term, or kept as it stands.
public enum CardDate: Hashable, Sendable {
  case date(CalendarDate)
  /// 长期: valid without an end.
  case longTerm
  /// A blank field (empty text), or text that is no date.
  case text(String)

  /// The day, where the field was understood as one.
  public var day: CalendarDate? {
    if case .date(let day) = self { day } else { nil }
  }
}
