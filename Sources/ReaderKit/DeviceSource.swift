public import KioskProtocol

/// What happens to the devices of one kind.
public enum DeviceEvent: Sendable {
  case arrived(AttachedDevice)
  case left(id: String)
  /// Only from links that tell by themselves (PC/SC). `insertion` counts the cards laid on this reader.
  case card(id: String, present: Bool, insertion: UInt64)
}

/// Watches for devices of one kind without polling them.
public protocol DeviceSource: Sendable {
  /// Why no device is ever seen, known once started; `nil` where nothing stands in the way.
  var problem: FailureReason? { get }
  /// What happens, from the first call of `start` until `stop`; devices already there arrive first.
  var events: AsyncStream<DeviceEvent> { get }
  /// Begins to watch. Works also while the machine has no such devices or their service is absent.
  func start()
  /// Ends the watching and finishes `events`; returns when its threads have ended.
  func stop() async
}

extension DeviceSource {
  /// Nothing stands in the way.
  public var problem: FailureReason? { nil }
}
