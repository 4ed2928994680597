/// Text for the log: literals and `Loggable` values, nothing else.
///
/// A `String`, a `Personal` value or an `Error` does not compile into one.
public struct LogMessage: ExpressibleByStringInterpolation, Sendable {
  /// Collects the parts of a message.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    /// For the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    /// For the compiler.
    public mutating func appendLiteral(_ literal: String) { text += literal }

    /// Adds a value that may be logged.
    public mutating func appendInterpolation(_ value: some Loggable) { text += value.logText }
  }

  /// The whole line.
  public let text: String

  /// A message without values.
  public init(stringLiteral value: String) { text = value }

  /// A message with values.
  public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
}
