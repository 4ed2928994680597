internal import Glibc
internal import Synchronization

/// Runs one actor on a thread of its own, so that blocking C calls never take a thread of the Swift pool.
///
/// The thread starts with the first job, sleeps without waking while there is none, and ends after `stop`.
public final class ThreadExecutor: SerialExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isStarted = false
    var isStopping = false
  }
  private let state = Mutex(State())
  private let wake = WakeUp()

  /// An executor whose thread has not started.
  public init() {}

  /// Queues a job of the actor.
  ///
  /// After `stop` jobs still run, on the thread that queued them: the actor's last words.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let (start, accepted) = state.withLock { state -> (Bool, Bool) in
      if state.isStopping { return (false, false) }
      state.jobs.append(job)
      defer { state.isStarted = true }
      return (!state.isStarted, true)
    }
    guard accepted else {
      unsafe job.runSynchronously(on: asUnownedSerialExecutor())
      return
    }
    if start { startThread { self.loop() } }
    wake.signal()
  }

  /// Lets the thread end once its jobs are done; does not wait for it.
  public func stop() {
    state.withLock { $0.isStopping = true }
    wake.signal()
  }

  /// For the runtime.
  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  private func loop() {
    while true {
      let (job, stopping) = state.withLock { state in
        (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isStopping)
      }
      if let job {
        unsafe job.runSynchronously(on: asUnownedSerialExecutor())
      } else if stopping {
        return
      } else {
        wake.wait()
      }
    }
  }
}
