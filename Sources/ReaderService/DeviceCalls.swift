internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit
internal import Synchronization

/// Calls a device with a last deadline: a call that does not come back by then is given up on its own thread.
///
/// At most one call of a reader is out; the next one waits for it. While one that was given up has not returned, every
/// further call fails at once.
final class DeviceCalls: Sendable {
  private enum State { case free, out, givenUp }
  private let device: ReaderDevice
  private let state = Mutex(State.free)
  private let returned = Doorbell()
  private let whenBack = Mutex<(@Sendable () -> Void)?>(nil)

  init(_ device: ReaderDevice) { self.device = device }

  /// From now on `body` is called whenever a call that was given up has returned after all.
  func whenBack(_ body: @escaping @Sendable () -> Void) { whenBack.withLock { $0 = body } }

  /// Makes a call; the driver's flag is set, and nobody waits for it any more, when the task is cancelled.
  func call<Value: Sendable>(
    within duration: Duration,
    _ body: @escaping @Sendable (ReaderDevice, CancelFlag) async throws(KioskFailure) -> Value
  ) async throws(KioskFailure) -> Value {
    let deadline = ContinuousClock.now + duration
    try await begin(by: deadline)
    let flag = CancelFlag()
    let result = await Deadline.first(within: ContinuousClock.now.duration(to: deadline)) {
      [device, self] () -> Result<Value, KioskFailure> in
      let result: Result<Value, KioskFailure>
      do throws(KioskFailure) {
        result = .success(try await body(device, flag))
      } catch {
        result = .failure(error)
      }
      let isLate = state.withLock { state in
        defer { state = .free }
        return state == .givenUp
      }
      returned.ring()
      if isLate { whenBack.withLock(\.self)?() }
      return result
    }
    if let result { return try result.get() }
    flag.cancel()
    guard !Task.isCancelled else { throw KioskFailure(.serviceStopping) }
    throw giveUp()
  }

  /// Waits until no call is out.
  private func begin(by deadline: ContinuousClock.Instant) async throws(KioskFailure) {
    while true {
      let seen = returned.rings
      let found = state.withLock { state in
        defer { if state == .free { state = .out } }
        return state
      }
      switch found {
      case .free: return
      case .givenUp: throw KioskFailure(.readerHung)
      case .out: break
      }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { throw giveUp() }
      await returned.wait(after: seen, timeout: left)
      guard !Task.isCancelled else { throw KioskFailure(.serviceStopping) }
    }
  }

  private func giveUp() -> KioskFailure {
    state.withLock { if $0 == .out { $0 = .givenUp } }
    return KioskFailure(.readerHung)
  }
}
