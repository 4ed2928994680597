public import OneTimeCodes

/// A code that a person says to have a number bound, or to be signed in.
public struct CodeAnswer: Equatable, Sendable {
  /// By whom.
  public var visit: NumberVisit
  /// What it is good for.
  public var purpose: CodePurpose
  /// The number, where it was said again; it must be the one that the code went to.
  public var number: MobileNumber?
  /// What was said.
  public var code: OneTimeCode
  /// Whether a clerk confirmed that the face is the portrait's.
  public var isFaceConfirmed: Bool
  /// The id of the notice to the old number, which nobody can guess.
  public var notice: String

  /// An answer.
  public init(
    visit: NumberVisit, purpose: CodePurpose, number: MobileNumber?, code: OneTimeCode, isFaceConfirmed: Bool,
    notice: String
  ) {
    self.visit = visit
    self.purpose = purpose
    self.number = number
    self.code = code
    self.isFaceConfirmed = isFaceConfirmed
    self.notice = notice
  }
}
