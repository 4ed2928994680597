internal import CMicroHTTPD
internal import LinuxPlatform

/// A local service behind the library's callbacks: every request is one that waits for its answer.
final class LocalCore: HTTPCore {
  let connections: ConnectionTable
  private let work: OpenWork
  private let rounds: ConnectionRounds
  private let gate: LocalGate
  private let calls: RateLimit
  private let watch: HangUpWatch
  private let answer: @Sendable (LocalRequest) async -> LocalReply?

  init(
    port: UInt16, origins: Set<String>, limits: PageLimits,
    answer: @escaping @Sendable (LocalRequest) async -> LocalReply?
  ) throws(SystemError) {
    let work = OpenWork(limits)
    let connections = ConnectionTable(limits)
    self.work = work
    self.connections = connections
    rounds = ConnectionRounds(connections, every: limits.round)
    gate = LocalGate(port: port, origins: origins)
    calls = RateLimit(limits.callRate, now: .now)
    watch = try HangUpWatch { work.hungUp($0) }
    self.answer = answer
  }

  func begin(_ connection: OpaquePointer, _ head: RequestHead) -> Exchange? {
    connections.renew(unsafe cmhd_socket(connection), at: .now)
    let exchange = Exchange(head: head, route: .call)
    do throws(Refusal) {
      _ = try gate.admit(head)
      guard calls.admits(at: .now) else { throw .tooOften }
      return exchange
    } catch {
      return unsafe error.reply(isCall: false).queue(on: connection) == .YES ? exchange : nil
    }
  }

  func proceed(_ pointer: OpaquePointer, _ exchange: Exchange) -> MHD_Result {
    let connection = unsafe Connection(pointer)
    connections.renew(connection.socket, at: .now)
    if let reply = exchange.reply { return unsafe reply.queue(on: pointer) }
    do throws(Refusal) {
      guard !exchange.isTooLarge else { throw .tooLarge }
      let admission = try gate.admit(exchange.head)
      let headers = gate.headers(admission, exchange.head)
      if admission.isPreflight {
        var reply = Reply.empty
        reply.headers = headers
        return unsafe reply.queue(on: pointer)
      }
      let arguments = unsafe Self.arguments(of: pointer)
      let callback = arguments["callback"]
      if let callback, !LocalGate.isCallback(callback) { throw .callback }
      let request = LocalRequest(
        origin: admission.origin, path: exchange.head.path, arguments: arguments)
      try work.admit(exchange)
      guard exchange.park(connection, watch: watch) != nil else { throw .stopping }
      connections.rest(connection.socket)
      exchange.begin(
        startTask { [answer] in
          let reply = Self.reply(await answer(request), callback: callback, headers)
          exchange.finish(reply)
        })
      return .YES
    } catch {
      return unsafe error.reply(isCall: false).queue(on: pointer)
    }
  }

  func completed(_ pointer: OpaquePointer, _ exchange: Exchange) {
    if let number = exchange.openNumber { work.remove(number) }
    connections.renew(unsafe cmhd_socket(pointer), at: .now)
  }

  func opened(_ socket: CInt) { rounds.opened(socket) }

  /// Answers what is still suspended: the library ends the process when it is stopped with a suspended connection.
  func stop() async {
    await work.stop()
    for call in work.calls { call.finish(Refusal.stopping.reply(isCall: false)) }
    rounds.stop()
  }

  private static func reply(
    _ answer: LocalReply?, callback: String?, _ headers: [(String, String)]
  ) -> Reply {
    var reply: Reply
    if let answer {
      reply = Reply(status: 200, mediaType: answer.mediaType, body: answer.body)
      if let callback {
        reply.mediaType = "text/javascript; charset=utf-8"
        reply.body = Array(callback.utf8) + [0x28] + answer.body + Array(");".utf8)
      }
    } else {
      reply = Refusal.unknown.reply(isCall: false)
    }
    reply.headers += headers
    reply.isForOthers = true
    return reply
  }

  @unsafe private static func arguments(of connection: OpaquePointer) -> [String: String] {
    var arguments: [String: String] = [:]
    _ = unsafe withUnsafeMutablePointer(to: &arguments) { pointer in
      unsafe MHD_get_connection_values_n(connection, .GET_ARGUMENT_KIND, noteArgument, pointer)
    }
    return arguments
  }
}

private func noteArgument(
  target: UnsafeMutableRawPointer?, kind: MHD_ValueKind, name: UnsafePointer<CChar>?, nameSize: Int,
  value: UnsafePointer<CChar>?, valueSize: Int
) -> MHD_Result {
  guard let target = unsafe target, let name = unsafe name else { return .NO }
  let arguments = unsafe target.assumingMemoryBound(to: [String: String].self)
  let nameBytes = unsafe UnsafeRawBufferPointer(start: name, count: nameSize)
  let valueBytes = unsafe UnsafeRawBufferPointer(start: value, count: unsafe value == nil ? 0 : valueSize)
  let key = unsafe String(decoding: nameBytes, as: UTF8.self)
  let text = unsafe String(decoding: valueBytes, as: UTF8.self)
  unsafe arguments.pointee.merge([key: text]) { first, _ in first }
  return .YES
}
