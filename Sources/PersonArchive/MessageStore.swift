public import KioskProtocol
public import OneTimeCodes

/// The messages that wait for the gateway, and what became of those that went.
public protocol MessageStore: Sendable {
  /// The oldest message that may be sent, noted as being sent before this returns; `nil` where none waits.
  ///
  /// A message whose life is over is dropped here, and its text with it; those are told too.
  func nextMessage(_ clock: ClockReading) async throws(KioskFailure) -> NextMessage
  /// Takes what happened to a message; the message where that changed anything. An unknown id changes nothing.
  @discardableResult
  func settle(_ message: String, _ event: Delivery.Event, at time: String) async throws(KioskFailure)
    -> StoredMessage?
  /// Takes `event` for every message that was being sent when the program ended.
  ///
  /// Returns those that it changed.
  func recover(_ event: Delivery.Event, at time: String) async throws(KioskFailure) -> [StoredMessage]
  /// The newest messages, at most 500.
  func messages(limit: Int) async throws(KioskFailure) -> [StoredMessage]
  /// Queues a message that has to do with no person, with its line of the audit trail; the message as it waits.
  func queue(
    _ message: OutgoingMessage, kind: StoredMessage.Kind, life: Int, entry: AuditEntry, clock: ClockReading
  ) async throws(KioskFailure) -> StoredMessage
}
