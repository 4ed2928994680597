/// Something failed, for a reason of the catalogue.
///
/// Holds no value from a call, a card or a file.
public struct KioskFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// Why.
  public var reason: FailureReason
  /// A line, a code or a size that helps to find the cause; never something received.
  public var detail: Int?

  /// A failure with its reason.
  public init(_ reason: FailureReason, detail: Int? = nil) {
    self.reason = reason
    self.detail = detail
  }

  /// The stable reason; safe to log.
  public var description: String { reason.rawValue + (detail.map { " (\($0))" } ?? "") }
}
