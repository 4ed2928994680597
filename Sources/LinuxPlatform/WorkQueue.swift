internal import Dispatch

/// Runs tasks one after another on a queue of its own.
///
/// Nothing on it may block. Tasks of the default pool would arm a timer in libdispatch that wakes an idle daemon
/// once a second for ever; tasks started by `startTask` do not.
public final class WorkQueue: TaskExecutor {
  /// The queue of the whole process.
  public static let shared = WorkQueue()

  private let queue = DispatchQueue(label: "work")

  /// Queues a job.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Runs `body` on the queue, outside any task.
  public func async(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }

  /// Runs `body` on the queue after `duration`, unless what is returned is cancelled before.
  @discardableResult
  public func after(_ duration: Duration, _ body: @escaping @Sendable () -> Void) -> DelayedWork {
    DelayedWork(queue, after: duration, body)
  }
}

/// Starts a task on the process's work queue.
@discardableResult
public func startTask(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
  Task(executorPreference: WorkQueue.shared) { await body() }
}
