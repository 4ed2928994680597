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
    caller = RPCCaller(peer: peer) { Self.send($0, over: channel) }
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
  func stop() async {
    let calls = state.withLock { Array($0.calls.values) }
    calls.forEach { $0.cancel() }
    for call in calls { await call.value }
    channel.finish()
    await closed.wait()
  }

  private func received(_ event: LineChannel.Event) {
    switch event {
    case .line(let line): begin(line)
    case .tooLong: channel.send(Lines.encode(RPCEnvelope.Failure(id: nil, KioskFailure(.requestTooLong))))
    case .closed:
      incoming.target.withLock { $0 = nil }
      let calls = state.withLock { state in
        state.isOver = true
        return Array(state.calls.values)
      }
      calls.forEach { $0.cancel() }
      closed.open()
      ended()
    }
  }

  private func begin(_ line: [UInt8]) {
    let accepted = state.withLock { state in
      guard !state.isOver, state.calls.count < Self.maximumCalls else { return false }
      let number = state.nextCall
      state.nextCall += 1
      state.calls[number] = startTask {
        if let answer = await self.router.answer(line, from: self.caller) {
          Self.send(answer, over: self.channel)
        }
        self.state.withLock { $0.calls[number] = nil }
      }
      return true
    }
    guard !accepted else { return }
    let id = Lines.decode(RPCEnvelope.Head.self, from: line)?.id
    channel.send(Lines.encode(RPCEnvelope.Failure(id: id, KioskFailure(.requestTooMany))))
  }

  private static func send(_ line: [UInt8], over channel: LineChannel) {
    let goodbye = RPCEnvelope.Notification(
      method: ClientDropped.name, params: ClientDropped(KioskFailure(.clientTooSlow)))
    if !channel.send(line, insteadWhenFull: Lines.encode(goodbye)) {
      Log.warning("a client that did not read was dropped")
    }
  }
}
