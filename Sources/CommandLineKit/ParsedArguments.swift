public import KioskProtocol

/// The options and operands that were given.
public struct ParsedArguments: Equatable, Sendable {
  /// By option name; a flag has empty text.
  public var values: [String: String] = [:]
  /// Everything that is no option, in order.
  public var operands: [String] = []

  /// Nothing given.
  public init() {}

  /// Whether the flag was given.
  public func has(_ name: String) -> Bool { values[name] != nil }
}

/// A mistake in how a program was called; exit status 64 (EX_USAGE).
public struct UsageError: Error, Equatable, Sendable {
  /// What is wrong; quotes only option names and words of the caller's own command line.
  public var message: BilingualText

  /// A mistake in words.
  public init(_ chinese: String, _ english: String) { message = BilingualText(chinese, english) }
}
