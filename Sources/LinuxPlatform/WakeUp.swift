internal import CLinux
internal import Glibc

/// A counting signal between threads.
///
/// Its waits are on the monotonic clock. A semaphore of libdispatch waits until a time of day here: setting the clock back
/// by an hour would make it wait an hour longer.
@safe public final class WakeUp: @unchecked Sendable {  // Everything is touched under the mutex.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var count = 0

  /// Nothing signalled yet.
  public init() {
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Lets one waiting thread go on, now or when it comes to wait.
  public func signal() {
    unsafe pthread_mutex_lock(mutex)
    count += 1
    unsafe pthread_cond_signal(condition)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Blocks until signalled.
  public func wait() {
    unsafe pthread_mutex_lock(mutex)
    while count == 0 { unsafe pthread_cond_wait(condition, mutex) }
    count -= 1
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Blocks until signalled or for `milliseconds`; whether it was signalled.
  public func wait(milliseconds: Int) -> Bool {
    var end = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &end)
    // A century at most, so that nothing overflows.
    let wait = min(max(0, milliseconds), 3_000_000_000_000)
    end.tv_sec += wait / 1_000
    end.tv_nsec += wait % 1_000 * 1_000_000
    if end.tv_nsec >= 1_000_000_000 {
      end.tv_sec += 1
      end.tv_nsec -= 1_000_000_000
    }
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while count == 0 {
      let code = unsafe pthread_cond_clockwait(condition, mutex, CLOCK_MONOTONIC, &end)
      if code == ETIMEDOUT, count == 0 { return false }
    }
    count -= 1
    return true
  }
}
