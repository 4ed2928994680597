internal import KioskProtocol
internal import LinuxPlatform
internal import ReaderKit
internal import Synchronization

/// Calls a device with a last deadline: a call that does not come back by then is given up on its own thread.
///
/// At most one call of a reader is out; while a given-up one has not returned, every further call fails at once.
final class DeviceCalls: Sendable {
  private let device: ReaderDevice
  private let isOut = Mutex(false)

  init(_ device: ReaderDevice) { self.device = device }

  /// Makes a call; `cancellable` tells the driver when the task is cancelled.
  func call<Value: Sendable>(
    within duration: Duration, cancellable: Bool,
    _ body: @escaping @Sendable (ReaderDevice, CancelFlag) async throws(KioskFailure) -> Value
  ) async throws(KioskFailure) -> Value {
    let isFree = isOut.withLock { isOut in
      defer { isOut = true }
      return !isOut
    }
    guard isFree else { throw KioskFailure(.readerHung) }
    let flag = CancelFlag()
    let result = await withTaskCancellationHandler {
      await Deadline.first(within: duration) { [device, self] () -> Result<Value, KioskFailure> in
        let result: Result<Value, KioskFailure>
        do throws(KioskFailure) {
          result = .success(try await body(device, flag))
        } catch {
          result = .failure(error)
        }
        self.isOut.withLock { $0 = false }
        return result
      }
    } onCancel: {
      if cancellable { flag.cancel() }
    }
    guard let result else {
      flag.cancel()
      throw KioskFailure(Task.isCancelled ? .serviceStopping : .readerHung)
    }
    return try result.get()
  }
}
