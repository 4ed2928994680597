internal import KioskLog
internal import KioskProtocol
internal import LinuxPlatform
internal import Synchronization

/// One client of a server.
///
/// When it goes, its calls are cancelled.
final class RPCConnection: Sendable {
  /// How many calls of one client may be under way.
  static let maximumCalls = 16

  private struct State {
    var calls: [Int: Task<Void, Never>] = [:]
    var nextCall = 0
    /// Set when the server stops or the client has gone: nothing is begun any more.
    var isOver = false
  }

  let caller: RPCCaller
  private let state = Mutex(State())
  private let router: RPCRouter
  private let channel: LineChannel
  private let incoming: Relay
  private let closed = Latch()
  private let ended: @Sendable () -> Void

  /// Breaks the circle between channel and connection.
  private final class Relay: Sendable {
    let target = Mutex<RPCConnection?>(nil)
    func pass(_ event: LineChannel.Event) { target.withLock { $0 }?.received(event) }
  }

  init(
    _ socket: consuming OwnedDescriptor, peer: PeerCredentials, router: RPCRouter,
    ended: @escaping @Sendable () -> Void
  ) {
    let relay = Relay()
    incoming = relay
    let channel = LineChannel(socket) { relay.pass($0) }
    self.channel = channel
    self.router = router
    self.ended = ended
    caller = RPCCaller(origin: .socket(peer)) { Self.send($0, over: channel) }
  }

  func start() {
    incoming.target.withLock { $0 = self }
    channel.start()
  }

  /// Says why and closes.
  func refuse(_ failure: KioskFailure) {
    start()
    channel.send(Lines.encode(RPCEnvelope.Failure(id: nil, failure)))
    channel.finish()
  }

  /// Cancels every call, waits for their answers and closes; returns when the last byte was sent, or after two seconds.
  ///
  /// `keep` may copy the descriptor of a client that another process can go on with, before it is closed.
  func stop(keeping keep: (@Sendable (CInt, KeptClient) -> Void)? = nil) async {
    let calls = endCalls()
    for call in calls { await call.value }
    if let keep, let kept = caller.kept {
      channel.finish { keep($0, kept) }
    } else {
      channel.finish()
    }
    await closed.wait()
  }

  private func received(_ event: LineChannel.Event) {
    switch event {
    case .line(let line): begin(line)
    case .tooLong: fail(nil, .requestTooLong)
    case .closed:
      incoming.target.withLock { $0 = nil }
      _ = endCalls()
      closed.open()
      ended()
    }
  }

  private func endCalls() -> [Task<Void, Never>] {
    let calls = state.withLock { state in
      state.isOver = true
      return Array(state.calls.values)
    }
    calls.forEach { $0.cancel() }
    return calls
  }

  private func begin(_ line: [UInt8]) {
    let refusal = state.withLock { state -> FailureReason? in
      guard !state.isOver else { return .serviceStopping }
      guard state.calls.count < Self.maximumCalls else { return .requestTooMany }
      let number = state.nextCall
      state.nextCall += 1
      state.calls[number] = startTask {
        let answer = await self.router.answer(line, from: self.caller)
        // In one: who has the answer may count on room for the next call, and a stop waits until it is on its way.
        self.state.withLock { state in
          if let answer { Self.send(answer, over: self.channel) }
          state.calls[number] = nil
        }
      }
      return nil
    }
    if let refusal { fail(Lines.decode(RPCEnvelope.Head.self, from: line)?.id, refusal) }
  }

  private func fail(_ id: RequestID?, _ reason: FailureReason) {
    Self.send(Lines.encode(RPCEnvelope.Failure(id: id, KioskFailure(reason))), over: channel)
  }

  private static func send(_ line: [UInt8], over channel: LineChannel) {
    let goodbye = RPCEnvelope.Notification(
      method: ClientDropped.name, params: ClientDropped(KioskFailure(.clientTooSlow)))
    if !channel.send(line, insteadWhenFull: Lines.encode(goodbye)) {
      Log.warning("a client that did not read was dropped")
    }
  }
}
