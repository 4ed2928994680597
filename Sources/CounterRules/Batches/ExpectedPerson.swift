public import PersonalData

/// Somebody on the list of an enterprise: whose card is expected in the batch.
public struct ExpectedPerson: Hashable, Sendable {
  /// The document's number as the list gave it, with width made even and spaces taken out; never blank.
  public let number: Personal<String>
  /// The name; blank where the list has none.
  public let name: Personal<String>

  /// A person with number and name; `nil` where the number is none.
  public init?(number: Personal<String>, name: Personal<String> = Personal("")) {
    guard let even = ExpectedNumber.evened(number.disclosed()) else { return nil }
    self.number = Personal(even)
    self.name = name.map(ExpectedNumber.trimmed)
  }
}
