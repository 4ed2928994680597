/// Waits that end early when the task is cancelled, without the timers of the default pool.
public enum Pause {
  /// Returns after `duration`, or at once when the task is cancelled; whether the time has passed.
  @discardableResult
  public static func wait(_ duration: Duration) async -> Bool {
    let latch = Latch()
    let end = WorkQueue.shared.after(duration) { latch.open() }
    await latch.wait()
    end.cancel()
    return !Task.isCancelled
  }
}
