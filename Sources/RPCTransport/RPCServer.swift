internal import Dispatch
internal import KioskLog
package import KioskProtocol
package import LinuxPlatform
internal import Synchronization

/// JSON-RPC on a listening unix socket.
package final class RPCServer: Sendable {
  /// How many clients may be connected.
  package static let maximumClients = 64

  private struct State {
    var connections: [Int: RPCConnection] = [:]
    var nextNumber = 0
    var isStopping = false
  }

  private let state = Mutex(State())
  private let router: RPCRouter
  private let admits: @Sendable (PeerCredentials) -> Bool
  private let listener: CInt
  private let watch = Mutex<SocketWatch?>(nil)
  private let queue = DispatchQueue(label: "accept")

  /// Serves `router` on `listener`, to the peers that `admits` lets in.
  package init(
    listener: consuming OwnedDescriptor, router: RPCRouter,
    admits: @escaping @Sendable (PeerCredentials) -> Bool
  ) {
    self.listener = listener.release()
    self.router = router
    self.admits = admits
  }

  /// Begins to accept.
  package func start() {
    let watching = SocketWatch(listener, queue: queue, readable: { self.accept() })
    watch.withLock { $0 = watching }
    watching.start()
  }

  /// Sends a notification to every client that watches.
  package func broadcast<Notification: RPCNotification>(_ notification: Notification) {
    broadcast(Lines.encode(RPCEnvelope.Notification(method: Notification.name, params: notification)))
  }

  /// Accepts nobody any more, ends every call with `service.stopping` and closes.
  package func stop() async {
    watch.withLock { $0 }?.cancel(isWriting: false)
    let connections = state.withLock { state in
      state.isStopping = true
      return Array(state.connections.values)
    }
    for connection in connections { await connection.stop() }
  }

  private func accept() {
    guard let socket = try? UnixSocket.accept(on: listener), let peer = try? PeerCredentials(of: socket.raw)
    else {
      return
    }
    let refusal: FailureReason? =
      !admits(peer)
      ? .rightsDenied : state.withLock { $0.connections.count } >= Self.maximumClients ? .requestTooMany : nil
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    let connection = RPCConnection(socket, peer: peer, router: router) { [weak self] in
      self?.state.withLock { $0.connections[number] = nil }
    }
    guard let refusal else {
      let mayLive = state.withLock { state in
        if !state.isStopping { state.connections[number] = connection }
        return !state.isStopping
      }
      if mayLive { connection.start() }
      return
    }
    Log.warning("a client of user \(peer.uid) was refused")
    connection.refuse(KioskFailure(refusal))
  }
}

extension RPCServer: NotificationSink {
  /// Passes on one notification, as JSON, to every client that watches.
  package func broadcast(_ line: [UInt8]) {
    let connections = state.withLock { Array($0.connections.values) }
    for connection in connections where connection.caller.isWatching {
      connection.caller.notify(line)
    }
  }
}
