internal import LinuxPlatform
internal import Synchronization

/// One request from its headers to the end of its answer.
final class Exchange: Sendable {
  private struct State {
    var body: [UInt8] = []
    /// How much came beyond the limit; the body is thrown away then.
    var excess = 0
    var parked: Connection?
    var watch: HangUpWatch?
    var reply: Reply?
    var task: Task<Void, Never>?
    var isCancelled = false
    var openNumber: UInt64?
    var stream: EventStream?
  }
  private let state = Mutex(State())

  let head: RequestHead
  let route: RequestGate.Route

  init(head: RequestHead, route: RequestGate.Route) {
    self.head = head
    self.route = route
  }

  /// Takes a piece of the body; `false` when the client has sent far more than it may.
  func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    state.withLock { state in
      let limit = RequestGate.bodyLimit
      if state.excess == 0, bytes.count <= limit - state.body.count {
        unsafe state.body.append(contentsOf: bytes)
        return true
      }
      state.body = []
      state.excess += bytes.count
      return state.excess <= limit
    }
  }

  /// Whether the body was longer than it may be.
  var isTooLarge: Bool { state.withLock { $0.excess > 0 } }
  /// The answer, once there is one.
  var reply: Reply? { state.withLock { $0.reply } }
  /// Its number among what is open.
  var openNumber: UInt64? {
    get { state.withLock { $0.openNumber } }
    set { state.withLock { $0.openNumber = newValue } }
  }
  /// The stream it became.
  var stream: EventStream? {
    get { state.withLock { $0.stream } }
    set { state.withLock { $0.stream = newValue } }
  }

  /// Suspends the connection, has its peer watched for, and gives out the body; `nil` when there is a reply already.
  func park(_ connection: Connection, watch: HangUpWatch) -> [UInt8]? {
    state.withLock { state in
      guard state.reply == nil, let number = state.openNumber else { return nil }
      connection.suspend()
      state.parked = connection
      // Without the watch a client that goes away is only noticed when it is answered.
      state.watch = watch
      try? watch.add(connection.socket, as: number)
      defer { state.body = [] }
      return state.body
    }
  }

  /// Remembers the task that works on the answer, to cancel it when nobody waits any more.
  func begin(_ task: Task<Void, Never>) {
    let isCancelled = state.withLock { state in
      state.task = task
      return state.isCancelled
    }
    if isCancelled { task.cancel() }
  }

  /// Cancels the call; it still gives its answer.
  func cancel() {
    let task = state.withLock { state in
      state.isCancelled = true
      return state.task
    }
    task?.cancel()
  }

  /// Answers, once; later answers are dropped.
  func finish(_ reply: Reply) {
    state.withLock { state in
      guard state.reply == nil else { return }
      state.reply = reply
      guard let parked = state.parked else { return }
      // Before the library may close the socket, and its number mean another one.
      state.watch?.remove(parked.socket)
      state.watch = nil
      parked.resume()
      state.parked = nil
    }
  }
}
