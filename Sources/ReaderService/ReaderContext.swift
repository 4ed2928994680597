internal import KioskProtocol
internal import Portraits

/// What every supervisor of one daemon shares.
struct ReaderContext: Sendable {
  /// Decodes photo blocks in the helper process.
  var portraits: PortraitClient
  /// How long a session may live after its reading.
  var sessionLife: Duration
  /// What the administrator decided about readers.
  var policy: ReaderPolicy
  /// Sends a notification to everyone who watches.
  var broadcast: @Sendable (any RPCNotification) -> Void

  func tell(_ notification: some RPCNotification) { broadcast(notification) }
}
