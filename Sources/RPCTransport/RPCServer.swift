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

  /// Goes on with a client of an earlier process; call it before `start`.
  package func take(_ socket: consuming OwnedDescriptor, _ kept: KeptClient) {
    guard let peer = try? PeerCredentials(of: socket.raw), admits(peer) else { return }
    let (number, connection) = connection(socket, peer)
    connection.caller.resume(kept)
    serve(connection, number)
  }

  /// Returns once the thread that waits for sockets, and the queue that accepts clients, have come round.
  package func comeRound() async {
    await SocketWatch.comeRound()
    await withCheckedContinuation { waiting in queue.async { waiting.resume() } }
  }

  /// Accepts nobody any more, ends every call with `service.stopping` and closes.
  ///
  /// `keep` may copy the descriptors of clients that another process can go on with.
  package func stop(keeping keep: (@Sendable (CInt, KeptClient) -> Void)? = nil) async {
    watch.withLock { $0 }?.cancel()
    let connections = state.withLock { state in
      state.isStopping = true
      return Array(state.connections.values)
    }
    await withTaskGroup(of: Void.self) { group in
      for connection in connections { group.addTask { await connection.stop(keeping: keep) } }
    }
  }

  private func accept() {
    guard let socket = try? UnixSocket.accept(on: listener), let peer = try? PeerCredentials(of: socket.raw)
    else {
      return
    }
    let refusal: FailureReason? =
      !admits(peer)
      ? .rightsDenied : state.withLock { $0.connections.count } >= Self.maximumClients ? .requestTooMany : nil
    let (number, connection) = connection(socket, peer)
    if let refusal {
      Log.warning("a client of user \(peer.uid) was refused")
      connection.refuse(KioskFailure(refusal))
    } else {
      serve(connection, number)
    }
  }

  private func connection(_ socket: consuming OwnedDescriptor, _ peer: PeerCredentials) -> (
    number: Int, RPCConnection
  ) {
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    return (
      number,
      RPCConnection(socket, peer: peer, router: router) { [weak self] in
        self?.state.withLock { $0.connections[number] = nil }
      }
    )
  }

  private func serve(_ connection: RPCConnection, _ number: Int) {
    let mayLive = state.withLock { state in
      if !state.isStopping { state.connections[number] = connection }
      return !state.isStopping
    }
    if mayLive { connection.start() }
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
