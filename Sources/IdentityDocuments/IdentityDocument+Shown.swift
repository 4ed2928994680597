public import PersonalData

extension IdentityDocument {
  /// The name by which the person is called: in Latin letters where there is no other.
  public var shownName: Personal<String>? {
    [name, englishName].compactMap { $0 }.first { !$0.disclosed().isEmpty }
  }

  /// Whether the last day is over; that day itself counts as valid.
  public func isExpired(today: CalendarDate) -> Bool {
    validUntil?.disclosed().day.map { $0 < today } ?? false
  }
}
