public import CounterRules
public import PersonalData

/// A batch that is to be opened.
public struct BatchOpening: Equatable, Sendable {
  /// What the clerk calls it.
  public var name: String
  /// The enterprise's name.
  public var enterpriseName: String
  /// The enterprise's code.
  public var enterpriseCode: EnterpriseCode
  /// Who brought the cards.
  public var broughtBy: Personal<String>?
  /// The people whose cards are to come; `nil` where there is no list.
  public var expected: [ExpectedPerson]?
  /// The code that lets somebody without an account swipe into it.
  public var code: Personal<String>

  /// A batch with its code.
  public init(
    name: String, enterpriseName: String, enterpriseCode: EnterpriseCode, broughtBy: Personal<String>? = nil,
    expected: [ExpectedPerson]? = nil, code: Personal<String>
  ) {
    self.name = name
    self.enterpriseName = enterpriseName
    self.enterpriseCode = enterpriseCode
    self.broughtBy = broughtBy
    self.expected = expected
    self.code = code
  }
}
