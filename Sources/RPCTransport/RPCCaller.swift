package import KioskProtocol
package import LinuxPlatform
internal import Synchronization

/// The client behind a call: who it is, and a way to tell it things.
package final class RPCCaller: Sendable {
  /// Who connected, as the kernel saw it.
  package let peer: PeerCredentials

  private struct State {
    var hasSaidHello = false
    var isWatching = false
  }
  private let state = Mutex(State())
  private let send: @Sendable ([UInt8]) -> Void

  init(peer: PeerCredentials, send: @escaping @Sendable ([UInt8]) -> Void) {
    self.peer = peer
    self.send = send
  }

  /// Sends a notification to this client alone.
  package func notify<Notification: RPCNotification>(_ notification: Notification) {
    send(Lines.encode(RPCEnvelope.Notification(method: Notification.name, params: notification)))
  }

  /// From now on this client gets what `RPCServer.broadcast` sends.
  package func watch() { state.withLock { $0.isWatching = true } }

  var isWatching: Bool { state.withLock { $0.isWatching } }
  var hasSaidHello: Bool { state.withLock { $0.hasSaidHello } }
  func saidHello() { state.withLock { $0.hasSaidHello = true } }
}
