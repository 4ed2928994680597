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

@Suite("Unplugged after any byte", .timeLimit(.minutes(10)))
struct EveryByteTests {
  private static let isFull = FullRun.isAsked

  private func read(_ driver: SAMReader) throws -> [UInt8]? {
    guard try driver.findCard(CancelFlag()) else { return nil }
    return try driver.readCard(CancelFlag()) { _ in }.text.disclosed()
  }

  @Test(
    "a reader of every shape is gone, and reads the same card once it is plugged in again",
    arguments: ShapedDevice.Kind.allCases)
  func everyByte(kind: ShapedDevice.Kind) throws {
    let whole = try ShapedDevice(kind)
    whole.sam.lay(SAMBench.personA)
    #expect(try read(whole.driver) == SAMBench.personA.text)
    #expect(whole.bytes > 1_300)
    // The ends of the conversation whole, where the short questions are; of the rest every seventeenth byte, or all.
    let counts = (1..<whole.bytes).filter { count in
      Self.isFull || count < 120 || count > whole.bytes - 40 || count.isMultiple(of: 17)
    }
    for count in counts {
      let device = try ShapedDevice(kind)
      device.sam.lay(SAMBench.personA)
      let driver = device.driver
      device.unplug(afterBytes: count)
      #expect(throws: KioskFailure(.readerGone), "after \(count) bytes") { _ = try read(driver) }
      driver.close()
      device.plug()
      #expect(try read(device.driver) == SAMBench.personA.text, "after \(count) bytes")
    }
  }
}
