internal import CPCSC
public import LinuxPlatform
public import ReaderKit
internal import Synchronization

/// The readers of the machine's PC/SC service, pcscd, and the cards on them.
///
/// Follows pcscd through its absences: its readers leave with it, and come again when it is back.
public final class PCSCSource: DeviceSource {
  private struct State {
    var hasStarted = false
    var isStopping = false
    var hasEnded = false
    var context: SCARDCONTEXT?
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  /// Arrivals, departures and cards, in the order pcscd saw them.
  ///
  /// None is dropped: nothing would repeat it, and they come no faster than hands move.
  public let events: AsyncStream<DeviceEvent>
  private let sink: AsyncStream<DeviceEvent>.Continuation
  private let state = Mutex(State())
  private let absence: PathWatch

  /// A source that has not started.
  ///
  /// The socket of pcscd is the one libpcsclite uses (PCSCLITE_CSOCK_NAME).
  public init() throws(SystemError) {
    (events, sink) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    absence = try PathWatch(Environment.value("PCSCLITE_CSOCK_NAME") ?? "/run/pcscd/pcscd.comm")
  }

  /// Begins to watch on a thread of its own.
  public func start() {
    let isFirst = state.withLock { state in
      defer { state.hasStarted = true }
      return !state.hasStarted && !state.isStopping
    }
    if isFirst { startThread { self.run() } }
  }

  /// Ends the watching; returns when its thread has ended, or after two seconds when pcscd holds the thread: then
  /// it ends with pcscd.
  public func stop() async {
    let isRunning = state.withLock { state in
      state.isStopping = true
      return state.hasStarted && !state.hasEnded
    }
    absence.interrupt()
    if isRunning {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let hasEnded = state.withLock { state in
          if !state.hasEnded { state.waiting.append(continuation) }
          return state.hasEnded
        }
        if hasEnded { continuation.resume() } else { startThread { self.cancelUntilEnded() } }
      }
    }
    sink.finish()
  }

  /// A cancel that comes before the wait is lost, so one is not enough.
  private func cancelUntilEnded() {
    let pause = WakeUp()
    for _ in 0..<40 {
      let hasEnded = state.withLock { state in
        // Under the lock, so that the number cannot have become another context's.
        if let context = state.context { SCardCancel(context) }
        return state.hasEnded
      }
      if hasEnded || pause.wait(milliseconds: 50) { return }
    }
    release { _ in }
  }

  private var isStopping: Bool { state.withLock { $0.isStopping } }

  private func run() {
    var table = PCSCReaderTable()
    var pause: CInt = 250
    while !isStopping {
      do throws(PCSCError) {
        let context = try PCSCContext()
        let handle = context.handle
        state.withLock { $0.context = handle }
        defer { state.withLock { $0.context = nil } }
        pause = 250
        try follow(context, &table)
      } catch {
        emit(table.list([], open: opener))
      }
      if isStopping { break }
      absence.wait(milliseconds: pause)
      pause = min(pause * 2, 2_000)
    }
    release { $0.hasEnded = true }
  }

  /// Changes the state and lets everyone go on who waits for the end.
  private func release(_ change: (inout State) -> Void) {
    let waiting = state.withLock { state in
      change(&state)
      defer { state.waiting = [] }
      return state.waiting
    }
    for one in waiting { one.resume() }
  }

  /// Returns only when stopped; throws when pcscd is lost.
  private func follow(_ context: borrowing PCSCContext, _ table: inout PCSCReaderTable) throws(PCSCError) {
    var known: [String] = []
    var mayHaveMissed = true
    var confusions = 0
    while !isStopping {
      // pcscd's limit on one wait is 16, the pseudo reader among them.
      let names = Array(try context.readers().prefix(15))
      if names != known { mayHaveMissed = true }
      known = names
      emit(table.list(names, open: opener))
      var states = [0] + names.map { table.state(of: $0) }
      // A reader that came between the list and the wait shows nowhere: after a change the list is read again.
      let timeout = mayHaveMissed ? DWORD(1_000) : DWORD(INFINITE)
      let code = context.wait([PCSCContext.arrivals] + names, &states, timeout: timeout)
      switch code {
      case SCARD_S_SUCCESS:
        confusions = 0
        for (name, state) in zip(names, states.dropFirst()) { emit(table.change(name, to: state)) }
      case SCARD_E_TIMEOUT: mayHaveMissed = false
      case SCARD_E_CANCELLED: continue
      case SCARD_E_UNKNOWN_READER where confusions < 10: confusions += 1
      default: throw PCSCError(code: code)
      }
    }
  }

  private func opener(_ name: String) -> AttachedDevice.Opener {
    .card { PCSCChannel(reader: name) }
  }

  private func emit(_ events: [DeviceEvent]) {
    for event in events { sink.yield(event) }
  }
}
