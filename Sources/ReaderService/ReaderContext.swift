internal import KioskProtocol
internal import LinuxPlatform
internal import Portraits

/// What every supervisor of one daemon shares.
struct ReaderContext: Sendable {
  /// What the configuration says of reading.
  struct Settings: Sendable {
    /// How long a session may live after its reading.
    var sessionLife: Duration
    /// What the administrator decided about readers.
    var policy: ReaderPolicy
  }

  /// Decodes photo blocks in the helper process.
  var portraits: PortraitClient
  /// What holds now.
  var settings: Changeable<Settings>
  /// Sends a notification to everyone who watches.
  var broadcast: @Sendable (any RPCNotification) -> Void

  var sessionLife: Duration { settings.value.sessionLife }
  var policy: ReaderPolicy { settings.value.policy }

  func tell(_ notification: some RPCNotification) { broadcast(notification) }
}
