import Emulation
import KioskProtocol
import ReaderKit

/// A source with one virtual reader, which comes and goes and has its card reported where such readers report.
final class PluggedSource: DeviceSource {
  let events: AsyncStream<DeviceEvent>
  private let continuation: AsyncStream<DeviceEvent>.Continuation
  private let device: VirtualDevice
  private let reportsCards: Bool

  init(_ device: VirtualDevice, reportsCards: Bool) {
    (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    self.device = device
    self.reportsCards = reportsCards
  }

  func start() {}

  func stop() async { continuation.finish() }

  /// Plugs it in, with a card that lies there for the first time.
  func plug(insertion: UInt64) {
    device.plug()
    continuation.yield(.arrived(device.attached))
    if reportsCards {
      continuation.yield(.card(id: device.attached.id, present: true, insertion: insertion))
    }
  }

  /// Tells that it has gone.
  func tellGone() { continuation.yield(.left(id: device.attached.id)) }
}
