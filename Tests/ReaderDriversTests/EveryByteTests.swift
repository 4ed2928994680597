import Emulation
import Foundation
import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderKit
import SAMProtocol
import TestSupport
import Testing

@testable import ReaderDrivers

@Suite("Unplugged after any byte", .timeLimit(.minutes(FullRun.isAsked ? 120 : 10)))
struct EveryByteTests {
  private static let isFull = FullRun.isAsked

  /// Opens the device anew and reads the card on it; `nil` when none is found.
  private func read(_ device: VirtualDevice) throws -> [UInt8]? {
    let driver = try device.kind.family().driver(for: device.attached.opener)
    defer { driver.close() }
    guard try driver.findCard(CancelFlag()) else { return nil }
    return try driver.readCard(CancelFlag()) { _ in }.text.disclosed()
  }

  @Test(
    "a reader of every shape is gone, and reads the same card once it is plugged in again",
    arguments: VirtualDevice.Kind.allCases)
  func everyByte(kind: VirtualDevice.Kind) throws {
    let card = SyntheticPeople(seed: 6).citizen(0)
    let whole = VirtualDevice(kind)
    whole.lay(card)
    #expect(try read(whole) == card.text)
    #expect(whole.bytes > 1_290)
    // The ends of the conversation whole, where the short questions are; of the rest every seventeenth byte, or all.
    let counts = (1..<whole.bytes).filter { count in
      Self.isFull || count < 120 || count > whole.bytes - 40 || count.isMultiple(of: 17)
    }
    for count in counts {
      let device = VirtualDevice(kind)
      device.lay(card)
      device.unplug(afterBytes: count)
      // What the card has beside its blocks is asked last; without it the reading is none either.
      #expect(throws: KioskFailure(.readerGone), "after \(count) bytes") { _ = try read(device) }
      device.plug()
      #expect(try read(device) == card.text, "after \(count) bytes")
    }
  }
}
