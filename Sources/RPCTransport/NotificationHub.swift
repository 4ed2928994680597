package import KioskProtocol
internal import Synchronization

/// Somewhere notifications go that are meant for everyone who watches.
package protocol NotificationSink: Sendable {
  /// Passes on one notification, a JSON text without line breaks; does not block.
  func broadcast(_ line: [UInt8])
}

/// Sends what everyone may hear to all transports of a daemon.
package final class NotificationHub: Sendable {
  private let sinks = Mutex<[any NotificationSink]>([])

  package init() {}

  /// From now on `sink` gets everything.
  package func add(_ sink: any NotificationSink) { sinks.withLock { $0.append(sink) } }

  /// Sends a notification to everyone who watches.
  package func broadcast<Notification: RPCNotification>(_ notification: Notification) {
    let line = Lines.encode(RPCEnvelope.Notification(method: Notification.name, params: notification))
    for sink in sinks.withLock({ $0 }) { sink.broadcast(line) }
  }
}
