internal import KioskProtocol
internal import LinuxPlatform
public import ReaderKit

/// Plays a recording to the real driver and compares.
public enum Replay {
  /// One recorded call and what came of it now.
  public struct Played: Equatable, Sendable {
    /// Which call.
    public var kind: RecordedCall.Kind
    /// What came of it then.
    public var recorded: RecordedCall.Result
    /// What came of it now.
    public var result: RecordedCall.Result
    /// Where the driver did something else with the device than then.
    public var deviation: String?

    /// Whether everything is as it was.
    public var isSame: Bool { recorded == result && deviation == nil }
  }

  /// Every call of the recording, to a driver of `family`; without one the recording's own head describes it.
  public static func run(_ recording: Recording, family other: ReaderFamily? = nil) throws(ReaderDataError)
    -> [Played]
  {
    let family: ReaderFamily
    if let other { family = other } else { family = try recording.family() }
    let device = PlayedDevice(settings: recording.settings)
    let interfaces = recording.interfaces
    let player = Player { () throws(KioskFailure) -> any ReaderDriver in
      if case .unsupported = family.maker { throw KioskFailure(.readerUnsupported) }
      return try family.driver(over: OpenedDevice(played: try device.opened(), interfaces, family))
    }
    var played: [Played] = []
    for call in recording.calls {
      device.begin(call)
      let result = player.result(of: call.kind)
      device.finish()
      played.append(
        Played(kind: call.kind, recorded: call.result, result: result, deviation: device.deviation))
    }
    return played
  }
}

/// A driver that is opened when it is first needed, as in the daemon.
private final class Player {
  private let open: () throws(KioskFailure) -> any ReaderDriver
  private var driver: (any ReaderDriver)?
  private let flag = CancelFlag()

  init(open: @escaping () throws(KioskFailure) -> any ReaderDriver) { self.open = open }

  func result(of kind: RecordedCall.Kind) -> RecordedCall.Result {
    do throws(KioskFailure) {
      if kind == .close {
        driver?.close()
        driver = nil
        return .nothing
      }
      let driver: any ReaderDriver
      if let open = self.driver { driver = open } else { driver = try open() }
      self.driver = driver
      switch kind {
      case .identify: return .identity(try driver.identify(flag))
      case .find: return .found(try driver.findCard(flag))
      case .read: return .content(try driver.readCard(flag) { _ in })
      case .still: return .still(try driver.isCardStillThere(flag))
      case .reset: return .reset(try driver.resetModule(flag))
      case .close: return .nothing
      }
    } catch {
      if error.reason == .readerGone {
        driver?.close()
        driver = nil
      }
      return .failed(error.reason)
    }
  }
}
