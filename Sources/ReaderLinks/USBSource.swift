public import KioskProtocol
public import ReaderKit
internal import Synchronization

/// The USB devices of known reader families, as they come and go.
///
/// Nothing is polled: libusb listens to udev. Without USB on the machine it stays silent and says why in `problem`.
public final class USBSource: DeviceSource {
  private struct State: Sendable {
    var watch: USBWatch?
    var problem: FailureReason?
    var isStopped = false
  }

  /// What happens, at most 256 events waiting.
  public let events: AsyncStream<DeviceEvent>
  private let continuation: AsyncStream<DeviceEvent>.Continuation
  private let families: [ReaderFamily]
  private let state = Mutex(State())

  /// A source for the USB devices among those of `families`.
  public init(families: [ReaderFamily]) {
    (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
    self.families = families
  }

  /// Why no device is ever seen, or `nil`.
  public var problem: FailureReason? { state.withLock { $0.problem } }

  /// Begins to watch; devices already there arrive before it returns.
  public func start() {
    guard state.withLock({ $0.watch == nil && !$0.isStopped }) else { return }
    do throws(KioskFailure) {
      let watch = try USBWatch(families: families, events: continuation)
      state.withLock { $0.watch = watch }
    } catch {
      state.withLock { $0.problem = error.reason }
    }
  }

  /// Ends the watching and finishes `events`; opened devices stay open.
  public func stop() async {
    let watch = state.withLock { state in
      state.isStopped = true
      return state.watch
    }
    await watch?.stop()
    continuation.finish()
  }

  /// The device node that a user must be able to open, for example `/dev/bus/usb/001/004`.
  package static func nodePath(bus: UInt8, address: UInt8) -> String {
    "/dev/bus/usb/\(threeDigits(bus))/\(threeDigits(address))"
  }

  private static func threeDigits(_ number: UInt8) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
