/// Why received bytes are not what they should be.
///
/// Holds sizes and positions, never content.
public struct DecodeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    case truncated(needed: Int, available: Int)
    case leftover(Int)
    case unexpectedLength(Int)
    case malformed
  }

  /// What is wrong.
  public var reason: Reason
  /// Where it was noticed, in bytes from the start.
  public var offset: Int

  /// An error noticed at `offset`.
  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  /// The reason and the offset; safe to log.
  public var description: String { "\(reason) at byte \(offset)" }
}
