/// What a number that is being typed looks like so far.
public struct NumberVerdict: Equatable, Sendable {
  /// How far it is.
  public enum State: String, Codable, CaseIterable, Sendable {
    /// Nothing is wrong yet, and something is still missing.
    case incomplete
    /// It follows every rule that is known for its kind.
    case valid
    /// No character that is added can make it right.
    case wrong
  }

  /// How far it is.
  public var state: State
  /// What is missing or wrong; `nil` for a valid one.
  public var fault: NumberFault?

  /// A number without a fault.
  static let valid = NumberVerdict(state: .valid, fault: nil)
  /// A number that goes on.
  static let incomplete = NumberVerdict(state: .incomplete, fault: .notComplete)
  /// A number that cannot be right any more.
  static func wrong(_ fault: NumberFault) -> NumberVerdict { NumberVerdict(state: .wrong, fault: fault) }
}
