internal import CommandLineKit
internal import KioskProtocol

/// What a command needs of its arguments; each throws `start.usage` where that is not there.
extension ParsedArguments {
  /// The one operand.
  func operand() throws(KioskFailure) -> String {
    guard let operand = operands.first, operands.count == 1 else { throw KioskFailure(.startUsage) }
    return operand
  }

  /// No operand.
  func noOperands() throws(KioskFailure) {
    guard operands.isEmpty else { throw KioskFailure(.startUsage) }
  }

  /// The value of an option that has to be there.
  func needed(_ name: String) throws(KioskFailure) -> String {
    guard let value = values[name] else { throw KioskFailure(.startUsage) }
    return value
  }

  /// The whole number that an option gives, if it was given.
  func number(
    _ name: String, within range: ClosedRange<Int> = Int.min...Int.max
  ) throws(KioskFailure) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else { throw KioskFailure(.startUsage) }
    return number
  }
}
