internal import Bytes
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import ReaderDrivers
internal import ReaderKit
internal import Synchronization

/// The readers that are there, and what is done with them.
final class Devices: Sendable {
  private let devices = Mutex<[String: AttachedDevice]>([:])
  private let held = Mutex<[String: WakeUp]>([:])

  /// Prints an event.
  func take(_ event: DeviceEvent) {
    switch event {
    case .arrived(let device):
      devices.withLock { $0[device.id] = device }
      Probe.say("arrived \(device.id) \(device.name)")
    case .left(let id): Probe.say("left \(id)")
    case .card(let id, let present, let insertion):
      Probe.say("card \(id) \(present ? "present" : "absent") \(insertion)")
    }
  }

  /// Does what was told, each on a thread of its own: a reading that never ends holds up nothing else.
  func order(_ verb: String, _ id: String) {
    if verb == "release" {
      held.withLock { $0[id] }?.signal()
      return
    }
    guard let device = devices.withLock({ $0[id] }), case .card(let open) = device.opener else { return }
    startThread {
      do throws(KioskFailure) {
        let channel = try open()
        if verb == "hold" { try self.hold(id, channel) } else { try Self.read(id, channel) }
      } catch { Probe.say("failed \(id) \(error)") }
    }
  }

  private static func read(_ id: String, _ channel: any CardChannel) throws(KioskFailure) {
    let driver = PageObjectReader(channel)
    defer { driver.close() }
    guard try driver.findCard(CancelFlag()) else {
      Probe.say("none \(id)")
      return
    }
    let content = try driver.readCard(CancelFlag()) { Probe.say("step \(id) \($0)") }
    let blocks = [content.text, content.photo].map { Hex.encode($0.disclosed()) }
    Probe.say("content \(id) \(blocks.joined(separator: " "))")
  }

  /// Keeps the card for itself until released, as another program might.
  private func hold(_ id: String, _ channel: any CardChannel) throws(KioskFailure) {
    let release = WakeUp()
    held.withLock { $0[id] = release }
    _ = try channel.connect()
    Probe.say("held \(id)")
    release.wait()
    channel.close()
    Probe.say("released \(id)")
  }
}
