internal import CMicroHTTPD
internal import LinuxPlatform
internal import RPCTransport

/// Everything behind the library's callbacks: routes, limits, calls and streams.
final class PageCore: HTTPCore {
  let work: OpenWork
  let connections: ConnectionTable
  private let limits: PageLimits
  private let gate: RequestGate
  private let assets: [String: Asset]
  private let router: RPCRouter
  private let watch: HangUpWatch
  private let files: RateLimit
  private let calls: RateLimit
  private let streams: RateLimit
  private let rounds: ConnectionRounds

  init(
    port: UInt16, router: RPCRouter, portals: Set<String>, limits: PageLimits
  ) throws(SystemError) {
    let work = OpenWork(limits)
    self.limits = limits
    let connections = ConnectionTable(limits)
    self.connections = connections
    rounds = ConnectionRounds(connections, every: limits.round) { work.streams.forEach { $0.beat() } }
    self.work = work
    self.router = router
    watch = try HangUpWatch { work.hungUp($0) }
    assets = Asset.all()
    gate = RequestGate(port: port, assets: Set(assets.keys), portals: portals)
    let now = ContinuousClock.now
    files = RateLimit(limits.fileRate, now: now)
    calls = RateLimit(limits.callRate, now: now)
    streams = RateLimit(limits.streamRate, now: now)
  }

  /// Looks at the headers of a request.
  ///
  /// A refusal is queued at once: the library closes the connection after it, and the body is never taken.
  func begin(_ connection: OpaquePointer, _ head: RequestHead) -> Exchange? {
    connections.renew(unsafe cmhd_socket(connection), at: .now)
    let isCall = head.path == "/rpc"
    do throws(Refusal) {
      let route = try gate.route(head)
      guard limit(of: route).admits(at: .now) else { throw .tooOften }
      return Exchange(head: head, route: route)
    } catch {
      let exchange = Exchange(head: head, route: .asset(""))
      return unsafe error.reply(isCall: isCall).queue(on: connection) == .YES ? exchange : nil
    }
  }

  /// Goes on with a request that came whole, or whose answer is there.
  func proceed(_ pointer: OpaquePointer, _ exchange: Exchange) -> MHD_Result {
    let connection = unsafe Connection(pointer)
    connections.renew(connection.socket, at: .now)
    if let reply = exchange.reply { return unsafe reply.queue(on: pointer) }
    do throws(Refusal) {
      guard !exchange.isTooLarge else { throw .tooLarge }
      switch exchange.route {
      case .asset(let name):
        guard let asset = assets[name] else { throw .unknown }
        return unsafe asset.queue(on: pointer)
      case .events:
        return try unsafe openStream(pointer, connection, exchange)
      case .call:
        try call(connection, exchange)
        return .YES
      }
    } catch {
      return unsafe error.reply(isCall: exchange.route == .call).queue(on: pointer)
    }
  }

  /// The library is through with a request, or its client has gone.
  func completed(_ pointer: OpaquePointer, _ exchange: Exchange) {
    let socket = unsafe cmhd_socket(pointer)
    if exchange.stream != nil { watch.remove(socket) }
    if let number = exchange.openNumber { work.remove(number) }
    connections.renew(socket, at: .now)
  }

  /// A client has connected.
  func opened(_ socket: CInt) { rounds.opened(socket) }

  /// Answers what is still suspended: the library ends the process when it is stopped with a suspended connection.
  func stop() async {
    await work.stop()
    for call in work.calls { call.finish(Refusal.stopping.reply(isCall: true)) }
    rounds.stop()
  }

  private func limit(of route: RequestGate.Route) -> RateLimit {
    switch route {
    case .asset: files
    case .call: calls
    case .events: streams
    }
  }

  private func call(_ connection: Connection, _ exchange: Exchange) throws(Refusal) {
    try work.admit(exchange)
    guard let body = exchange.park(connection, watch: watch) else { throw .stopping }
    connections.rest(connection.socket)
    let stream = exchange.head[.stream]
    let caller = RPCCaller(origin: .page, token: exchange.head.token) { [work] line in
      stream.flatMap { work.stream(named: $0) }?.send(line)
    }
    caller.saidHello()
    exchange.begin(
      startTask { [router, work] in
        let answer = await router.answer(body, from: caller)
        var reply = answer.map(Reply.init(json:)) ?? .empty
        if let stream = stream.flatMap({ work.stream(named: $0) }) {
          reply.headers.append(("X-Idkiosk-Told", "\(stream.told)"))
        }
        exchange.finish(reply)
      })
  }

  private func openStream(
    _ pointer: OpaquePointer, _ connection: Connection, _ exchange: Exchange
  ) throws(Refusal) -> MHD_Result {
    let stream = EventStream(
      name: RandomToken.make(), connection: connection, mostWaiting: limits.waitingBytes)
    let number = try work.admit(stream)
    exchange.openNumber = number
    exchange.stream = stream
    connections.rest(connection.socket)
    connection.neverTimesOut()
    try? watch.add(connection.socket, as: number)
    return unsafe stream.queue(on: pointer)
  }
}
