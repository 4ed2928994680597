public import IdentityDocuments
public import OneTimeCodes
public import PersonalData

/// What persons are looked for by; every part that is there has to fit.
public struct PersonSearch: Equatable, Sendable {
  /// The number of a document of any kind, in any width and case.
  public var number: Personal<String>?
  /// The whole name of any of the versions, in any width and case.
  public var name: Personal<String>?
  /// The mobile number that is bound to the person.
  public var mobile: MobileNumber?
  /// The id of a batch with a swipe of the person.
  public var batch: String?
  /// The first day, at the window, of a reading.
  public var from: CalendarDate?
  /// The last day of that reading.
  public var to: CalendarDate?
  /// The id of the window of that reading.
  public var window: String?
  /// How many to leave out.
  public var offset: Int
  /// How many at most, up to 500.
  public var limit: Int

  /// A search for everyone.
  public init(
    number: Personal<String>? = nil, name: Personal<String>? = nil, mobile: MobileNumber? = nil,
    batch: String? = nil, from: CalendarDate? = nil, to: CalendarDate? = nil, window: String? = nil,
    offset: Int = 0, limit: Int = 50
  ) {
    self.number = number
    self.name = name
    self.mobile = mobile
    self.batch = batch
    self.from = from
    self.to = to
    self.window = window
    self.offset = offset
    self.limit = limit
  }
}

/// A page of persons that were found.
public struct PersonPage: Equatable, Sendable {
  /// The one filed first last.
  public var persons: [PersonSummary]
  /// How many fit in all.
  public var total: Int

  /// A page.
  public init(persons: [PersonSummary], total: Int) {
    self.persons = persons
    self.total = total
  }
}
