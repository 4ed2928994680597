public import KioskProtocol
internal import LinuxPlatform
public import ReaderKit
internal import Synchronization

/// The USB devices of known reader families, as they come and go.
///
/// Nothing is polled: libusb listens to udev. Without USB on the machine it stays silent and says why in `problem`.
/// A device that is gone although no event said so (after a suspend, or when the kernel had to drop events) is the
/// exception: the bus is then looked at until it is back.
public final class USBSource: DeviceSource {
  private struct State: Sendable {
    var watch: USBWatch?
    var problem: FailureReason?
    var isStopped = false
    /// Devices that answered as if they were gone since the last look.
    var doubted: Set<String> = []
    var isLooking = false
  }
  /// How long an event may take before the bus is looked at, and how long between two looks.
  private static let patience = 250
  private static let interval = 500
  /// After so many looks, ten minutes, only an event brings it back.
  private static let looks = 1_200

  /// What happens, at most 256 events waiting.
  public let events: AsyncStream<DeviceEvent>
  private let continuation: AsyncStream<DeviceEvent>.Continuation
  private let families: [ReaderFamily]
  private let state = Mutex(State())
  private let ending = WakeUp()

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
      let watch = try newWatch(after: [])
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
    ending.signal()
    await watch?.stop()
    continuation.finish()
  }

  // MARK: Devices that went without a word

  private func newWatch(after known: [USBWatch.Present]) throws(KioskFailure) -> USBWatch {
    try USBWatch(families: families, events: continuation, after: known) { [weak self] in self?.doubt($0) }
  }

  /// A device answered as if it were gone; returns at once.
  private func doubt(_ id: String) {
    let isFirst = state.withLock { state in
      guard !state.isStopped else { return false }
      state.doubted.insert(id)
      defer { state.isLooking = true }
      return !state.isLooking
    }
    if isFirst { startThread { self.look() } }
  }

  /// Looks at the bus until every device in doubt is there again, or an event said that it went.
  private func look() {
    var pause = Self.patience
    var away: Set<String> = []
    for _ in 0..<Self.looks {
      if ending.wait(milliseconds: pause) { break }
      let (watch, doubted) = state.withLock { state in
        defer { state.doubted = [] }
        return (state.watch, state.doubted)
      }
      guard let watch else { break }
      let known = watch.present
      let isThere: (String) -> Bool = { id in known.contains { $0.id == id } }
      away = away.filter { !isThere($0) }
      let open = away.union(doubted.filter(isThere))
      let isDone = state.withLock { state in
        guard open.isEmpty, state.doubted.isEmpty else { return false }
        state.isLooking = false
        return true
      }
      if isDone { return }
      if !open.isEmpty { away = lookNow(after: watch, open) }
      pause = Self.interval
    }
    state.withLock { $0.isLooking = false }
  }

  /// Lets a new watch look at the bus and take over; those of `open` that are not there.
  private func lookNow(after old: USBWatch, _ open: Set<String>) -> Set<String> {
    guard let new = try? newWatch(after: old.retire()) else {
      // The old one is deaf by now: all of it is tried again.
      state.withLock { $0.doubted.formUnion(open) }
      return []
    }
    let isTaken = state.withLock { state in
      if !state.isStopped { state.watch = new }
      return !state.isStopped
    }
    startTask { await (isTaken ? old : new).stop() }
    let there = Set(new.present.map(\.id))
    return open.subtracting(there)
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
