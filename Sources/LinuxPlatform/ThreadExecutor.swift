internal import Glibc
internal import Synchronization

/// Runs one actor on a thread of its own, so that blocking C calls never take a thread of the Swift pool.
///
/// The thread starts with the first job, sleeps without waking while there is none, and ends after `stop`; a job that
/// comes later gets a thread for itself.
public final class ThreadExecutor: SerialExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isRunning = false
    var isStopping = false
  }
  private let state = Mutex(State())
  private let wake = WakeUp()

  /// An executor whose thread has not started.
  public init() {}

  /// Queues a job of the actor, also after `stop`: one at a time, never on the thread that queues it.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // All of it under the lock: once it is open the job may run to its end, and with it the actor and this executor.
    state.withLock { state in
      state.jobs.append(job)
      if !state.isRunning { startThread { self.loop() } }
      state.isRunning = true
      wake.signal()
    }
  }

  /// Lets the thread end once its jobs are done; does not wait for it.
  public func stop() {
    state.withLock { state in
      state.isStopping = true
      wake.signal()
    }
  }

  /// For the runtime.
  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  private func loop() {
    while true {
      let (job, isOver) = state.withLock { state -> (UnownedJob?, Bool) in
        guard state.jobs.isEmpty else { return (state.jobs.removeFirst(), false) }
        if state.isStopping { state.isRunning = false }
        return (nil, state.isStopping)
      }
      if let job {
        unsafe job.runSynchronously(on: asUnownedSerialExecutor())
      } else if isOver {
        return
      } else {
        wake.wait()
      }
    }
  }
}
