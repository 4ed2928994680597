package import KioskProtocol
internal import LinuxPlatform
internal import Synchronization

/// A connection to a JSON-RPC server.
package final class RPCClient: Sendable {
  /// A notification as it came.
  package struct Incoming: Sendable {
    package let method: String
    private let line: [UInt8]

    init(method: String, line: [UInt8]) {
      self.method = method
      self.line = line
    }

    /// Its content, if it is of that type.
    package func content<Notification: RPCNotification>(_ type: Notification.Type) -> Notification? {
      guard method == Notification.name else { return nil }
      return Lines.decode(RPCEnvelope.Parameter<Notification>.self, from: line)?.params
    }
  }

  private struct State {
    var waiting: [Int: CheckedContinuation<[UInt8]?, Never>] = [:]
    var nextID = 1
    var isClosed = false
    /// Whether anything came yet.
    var hasHeard = false
    /// Why nobody is answered any more, where it is not the server's absence.
    var problem: FailureReason?
  }

  private final class Core: Sendable {
    let state = Mutex(State())
    let notifications: AsyncStream<Incoming>
    let continuation: AsyncStream<Incoming>.Continuation

    init() { (notifications, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256)) }

    func received(_ event: LineChannel.Event) {
      switch event {
      case .line(let line):
        guard let head = Lines.decode(RPCEnvelope.Incoming.self, from: line) else {
          return end(.serviceInternal)
        }
        if let method = head.method { continuation.yield(Incoming(method: method, line: line)) }
        guard case .number(let id)? = head.id else { return }
        state.withLock { state in
          state.hasHeard = true
          return state.waiting.removeValue(forKey: id)
        }?.resume(returning: line)
      // Whose answer it was cannot be told, so nobody may go on waiting for one.
      case .tooLong: end(.serviceInternal)
      case .closed: end(nil)
      }
    }

    private func end(_ problem: FailureReason?) {
      let waiting = state.withLock { state in
        defer { state.waiting = [:] }
        state.isClosed = true
        state.problem = state.problem ?? problem
        return Array(state.waiting.values)
      }
      waiting.forEach { $0.resume(returning: nil) }
      continuation.finish()
    }
  }

  private let core = Core()
  private let channel: LineChannel
  private let absence: FailureReason

  /// Connects to the server at `path` and says hello as `name`; `absence` is thrown when the server is not there, goes,
  /// or has not answered the hello by `deadline`.
  package static func connect(
    to path: String, as name: String, absence: FailureReason, deadline: Duration = .seconds(5)
  ) async throws(KioskFailure) -> RPCClient {
    let socket: OwnedDescriptor
    // A server whose queue is full answers nobody; waiting for a place in it would block everyone here.
    do { socket = try UnixSocket.connect(to: path, limit: .zero) } catch { throw KioskFailure(absence) }
    let client = RPCClient(socket, absence: absence)
    let limit = WorkQueue.shared.after(deadline) {
      if !client.core.state.withLock({ $0.hasHeard }) { client.close() }
    }
    defer { limit.cancel() }
    _ = try await client.call(Hello.self, Hello.Params(client: name))
    return client
  }

  private init(_ socket: consuming OwnedDescriptor, absence: FailureReason) {
    let core = core
    self.absence = absence
    channel = LineChannel(socket) { core.received($0) }
    channel.start()
  }

  deinit { channel.close() }

  /// What the server sends by itself; ends when the connection does.
  package var notifications: AsyncStream<Incoming> { core.notifications }

  /// Makes a call and waits for its answer.
  ///
  /// Cancelling the task closes the connection, which cancels the call.
  package func call<Method: RPCMethod>(
    _ method: Method.Type, _ params: Method.Params
  ) async throws(KioskFailure) -> Method.Output {
    let id = core.state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let request = Lines.encode(RPCEnvelope.Request(id: .number(id), method: Method.name, params: params))
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<[UInt8]?, Never>) in
        let isClosed = core.state.withLock { state in
          if !state.isClosed { state.waiting[id] = continuation }
          return state.isClosed
        }
        if isClosed { continuation.resume(returning: nil) } else { channel.send(request) }
      }
    } onCancel: {
      channel.close()
    }
    guard let answer else {
      let problem = core.state.withLock { $0.problem }
      throw KioskFailure(problem ?? (Task.isCancelled ? .serviceStopping : absence))
    }
    if let problem = Lines.decode(RPCEnvelope.Incoming.self, from: answer)?.error {
      throw problem.data?.failure ?? KioskFailure(.serviceInternal)
    }
    guard let result = Lines.decode(RPCEnvelope.Result<Method.Output>.self, from: answer) else {
      throw KioskFailure(.serviceInternal)
    }
    return result.result
  }

  /// Closes the connection.
  package func close() { channel.close() }
}
