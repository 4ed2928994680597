package import KioskProtocol
package import LinuxPlatform
internal import Synchronization

/// The client behind a call: where it comes from, who signed in, and a way to tell it things.
package final class RPCCaller: Sendable {
  /// How a client reached the server.
  package enum Origin: Sendable {
    /// A unix socket; who connected, as the kernel saw it.
    case socket(PeerCredentials)
    /// The page on loopback: anybody at this machine.
    case page
  }

  /// How the client reached the server.
  package let origin: Origin

  private struct State {
    var hasSaidHello = false
    var isWatching = false
    var token: String?
  }
  private let state = Mutex(State())
  private let send: @Sendable ([UInt8]) -> Void

  /// A client of `origin` that hears notifications, one JSON text each, through `send`.
  ///
  /// `token` is what the client brought of an earlier sign-in, if any.
  package init(origin: Origin, token: String? = nil, send: @escaping @Sendable ([UInt8]) -> Void) {
    self.origin = origin
    self.send = send
    state.withLock { $0.token = token }
  }

  /// The user at the other end of a unix socket.
  package var uid: UInt32? {
    if case .socket(let peer) = origin { peer.uid } else { nil }
  }

  /// What the sign-in gave out; kept for the life of a connection, brought along with each call of the page.
  package var token: String? {
    get { state.withLock { $0.token } }
    set { state.withLock { $0.token = newValue } }
  }

  /// Sends a notification to this client alone.
  package func notify<Notification: RPCNotification>(_ notification: Notification) {
    send(Lines.encode(RPCEnvelope.Notification(method: Notification.name, params: notification)))
  }

  /// Sends a notification that is JSON already.
  func notify(_ line: [UInt8]) { send(line) }

  /// From now on this client gets what `RPCServer.broadcast` sends.
  package func watch() { state.withLock { $0.isWatching = true } }

  /// What a process that goes on with this client must know; `nil` before its hello.
  var kept: KeptClient? {
    state.withLock { state in
      state.hasSaidHello
        ? KeptClient(
          version: Hello.versions.upperBound, isWatching: state.isWatching, wasSignedIn: state.token != nil)
        : nil
    }
  }

  /// Goes on where another process left off; a sign-in of that one holds no more, and the next call says so.
  func resume(_ kept: KeptClient) {
    state.withLock { state in
      state.hasSaidHello = true
      state.isWatching = kept.isWatching
      state.token = kept.wasSignedIn ? "" : nil
    }
  }

  var isWatching: Bool { state.withLock { $0.isWatching } }
  var hasSaidHello: Bool { state.withLock { $0.hasSaidHello } }

  /// From now on calls are answered; the page's transport says it once for all.
  package func saidHello() { state.withLock { $0.hasSaidHello = true } }
}
