public import OneTimeCodes

/// What a look into the outbox gave.
public struct NextMessage: Sendable {
  /// The message to send, noted as being sent; `nil` where none waits.
  public var message: OutgoingMessage?
  /// Messages whose life was over when it was looked; they are not sent any more.
  public var ended: [StoredMessage]

  /// A message, and those that ended.
  public init(_ message: OutgoingMessage?, ended: [StoredMessage]) {
    self.message = message
    self.ended = ended
  }
}
