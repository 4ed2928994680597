internal import LinuxPlatform
internal import Synchronization

/// The calls that wait for their answers, and the streams that are open.
///
/// Whoever is admitted is seen by the stop: to look whether the server stops and to be noted are one step.
final class OpenWork: Sendable {
  private struct State {
    var calls: [UInt64: Exchange] = [:]
    var streams: [UInt64: EventStream] = [:]
    var nextNumber: UInt64 = 0
    var isStopping = false
  }
  private let state = Mutex(State())
  private let ended = Latch()
  private let limits: PageLimits

  init(_ limits: PageLimits) { self.limits = limits }

  /// Notes a call and gives it its number.
  func admit(_ call: Exchange) throws(Refusal) {
    try state.withLock { state throws(Refusal) in
      guard !state.isStopping else { throw .stopping }
      guard state.calls.count < limits.calls else { throw .tooMany }
      state.nextNumber += 1
      state.calls[state.nextNumber] = call
      call.openNumber = state.nextNumber
    }
  }

  /// Notes a stream; its number.
  func admit(_ stream: EventStream) throws(Refusal) -> UInt64 {
    try state.withLock { state throws(Refusal) in
      guard !state.isStopping else { throw .stopping }
      guard state.streams.count < limits.streams else { throw .tooMany }
      state.nextNumber += 1
      state.streams[state.nextNumber] = stream
      return state.nextNumber
    }
  }

  /// Forgets the call or stream of this number.
  func remove(_ number: UInt64) {
    let isOver = state.withLock { state in
      state.calls[number] = nil
      state.streams[number] = nil
      return state.isStopping && state.calls.isEmpty && state.streams.isEmpty
    }
    if isOver { ended.open() }
  }

  /// The client of this call or stream has gone, while the library does not look at its connection.
  func hungUp(_ number: UInt64) {
    let (call, stream) = state.withLock { ($0.calls[number], $0.streams[number]) }
    stream?.end()
    call?.cancel()
    // Nobody reads it; it lets the library find the end of the connection and forget it.
    call?.finish(.empty)
  }

  /// The stream of this name.
  func stream(named name: String) -> EventStream? {
    state.withLock { $0.streams.values.first { $0.name == name } }
  }
  /// Every stream.
  var streams: [EventStream] { state.withLock { Array($0.streams.values) } }
  /// Every call.
  var calls: [Exchange] { state.withLock { Array($0.calls.values) } }

  /// Admits nothing any more, cancels every call and ends every stream; returns when all are over, or when the grace
  /// time is.
  func stop() async {
    let (calls, streams) = state.withLock { state in
      state.isStopping = true
      return (Array(state.calls.values), Array(state.streams.values))
    }
    guard !calls.isEmpty || !streams.isEmpty else { return }
    calls.forEach { $0.cancel() }
    streams.forEach { $0.end() }
    let limit = WorkQueue.shared.after(limits.grace) { self.ended.open() }
    await ended.wait()
    limit.cancel()
  }
}
