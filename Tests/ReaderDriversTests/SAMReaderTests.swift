import Emulation
import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderDrivers
import ReaderKit
import SAMProtocol
import TestSupport
import Testing

@Suite("A SAM reader")
struct SAMReaderTests {
  @Test("tells the identity printed on its housing")
  func identity() throws {
    let bench = SAMBench(nil)
    #expect(try bench.driver().identify(bench.cancellation) == "05.01-20101129-0001228293-0296863149")
  }

  @Test("that does not know the identity command has none, and works")
  func noIdentity() throws {
    let bench = SAMBench()
    bench.plan(.status(0x21), .samID)
    let driver = try bench.driver()
    #expect(try driver.identify(bench.cancellation) == nil)
    #expect(try bench.read(driver) == SAMBench.personA)
  }

  @Test(
    "that is not authorised, or failed its own test, says so",
    arguments: [
      (UInt8(0x66), FailureReason.readerNotAuthorised), (0x60, .readerSelfTestFailed),
    ])
  func broken(code: UInt8, reason: FailureReason) throws {
    let bench = SAMBench()
    bench.plan(.status(code))
    let driver = try bench.driver()
    #expect(throws: KioskFailure(reason)) { try driver.identify(bench.cancellation) }
    #expect(throws: KioskFailure(reason)) { try driver.findCard(bench.cancellation) }
  }

  @Test("reads the card once, and finds it again only after it was lifted and laid")
  func once() throws {
    let bench = SAMBench(nil)
    let driver = try bench.driver()
    #expect(try bench.read(driver) == nil)
    bench.reader.change { $0.lay(SAMBench.personA) }
    #expect(try bench.read(driver) == SAMBench.personA)
    #expect(try bench.read(driver) == nil)
    bench.reader.change { $0.lift() }
    #expect(try bench.read(driver) == nil)
    bench.reader.change { $0.lay(SAMBench.personA) }
    #expect(try bench.read(driver) == SAMBench.personA)
  }

  @Test("tells how long each step took, and reports the steps in order")
  func timing() throws {
    let bench = SAMBench()
    bench.reader.change { $0.times = .typical }
    let driver = try bench.driver()
    #expect(try driver.findCard(bench.cancellation))
    var steps: [ReadStep] = []
    let content = try driver.readCard(bench.cancellation) { steps.append($0) }
    #expect(steps == [.select, .read, .portrait(content.photo)])
    #expect(content.timing.select == VirtualSAM.Times.typical.select)
    #expect(content.timing.read == VirtualSAM.Times.typical.read)
    #expect(content.timing.find.map { $0 >= VirtualSAM.Times.typical.find } == true)
  }

  @Test("is asked in the published order, after a status that shows a clean line")
  func order() throws {
    let bench = SAMBench()
    _ = try bench.read(try bench.driver())
    #expect(
      bench.reader.counts.requests == [
        .samStatus, .findCard, .selectCard, .readTextAndPhoto, .readNewestAddress,
      ])
    #expect(bench.reader.counts.resets == 0)
  }

  static let meanings: [(UInt8, FailureReason)] = [
    (0x41, .cardReadFailed), (0x33, .cardReadFailed), (0x37, .cardReadFailed), (0x3F, .cardReadFailed),
    (0x47, .cardReadFailed), (0x91, .cardReadFailed), (0x31, .cardNotGenuine), (0x32, .cardNotGenuine),
    (0x40, .cardNotRecognised), (0x60, .readerSelfTestFailed), (0x66, .readerNotAuthorised),
    (0x10, .readerRefusedCommand), (0x11, .readerRefusedCommand), (0x21, .readerRefusedCommand),
    (0x23, .readerRefusedCommand), (0x24, .readerRefusedCommand), (0xE7, .readerRefusedCommand),
    (0x80, .readerBadAnswer), (0x9F, .readerBadAnswer), (0x90, .readerBadAnswer),
  ]

  @Test("fails with the meaning of every status", arguments: meanings)
  func statuses(code: UInt8, reason: FailureReason) throws {
    let bench = SAMBench()
    bench.plan(.status(code), .readTextAndPhoto)
    #expect(bench.failure(try bench.driver()) == reason)
  }

  @Test("that cannot select the card fails to read it")
  func select() throws {
    let bench = SAMBench()
    bench.plan(.status(0x81), .selectCard)
    #expect(bench.failure(try bench.driver()) == .cardReadFailed)
  }

  @Test(
    "resets the module after a failed read and tries once more", arguments: [0x41, 0x31, 0x40] as [UInt8])
  func retry(code: UInt8) throws {
    let bench = SAMBench()
    bench.plan(.status(code), .readTextAndPhoto, times: 1)
    #expect(try bench.read(try bench.driver()) == SAMBench.personA)
    #expect(
      bench.reader.counts.requests.dropFirst() == [
        .findCard, .selectCard, .readTextAndPhoto, .resetSAM, .findCard, .selectCard, .readTextAndPhoto,
        .readNewestAddress,
      ])
  }

  @Test("says that the card was removed when it is not there any more after a failed read")
  func removed() throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    #expect(try driver.findCard(bench.cancellation))
    bench.reader.change { $0.lift() }
    #expect(throws: KioskFailure(.cardRemoved)) { try driver.readCard(bench.cancellation) { _ in } }
  }

  @Test(
    "reads another card whole when it was swapped in before any step",
    arguments: [
      SAMCommand.selectCard, .readTextAndPhoto,
    ])
  func swapped(before command: SAMCommand) throws {
    let bench = SAMBench()
    bench.plan(.swapCard(SAMBench.personB), command, times: 1)
    #expect(try bench.read(try bench.driver()) == SAMBench.personB)
  }

  @Test("is read in pieces of any size", arguments: [1, 2, 3, 7, 8, 10, 63, 64, 65, 1_294, 1_295, 4_096])
  func pieces(size: Int) throws {
    let bench = SAMBench()
    bench.plan(.packets(size))
    #expect(try bench.read(try bench.driver()) == SAMBench.personA)
  }

  @Test(
    "may send noise before its answers", arguments: [[0xAA], [0, 0, 0], [0xAA, 0xAA, 0xAA, 0xAA, 0x96]])
  func noise(bytes: [UInt8]) throws {
    let bench = SAMBench()
    bench.plan(.noise(bytes))
    #expect(try bench.read(try bench.driver()) == SAMBench.personA)
  }

  @Test("gives the device back")
  func close() throws {
    let bench = SAMBench()
    try bench.driver().close()
    #expect(bench.reader.counts.closed == 1)
  }

  @Test("tells the newest address, that there is none, or nothing where the module does not know the command")
  func newestAddress() throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    func address() throws -> [UInt8]? {
      #expect(try driver.findCard(CancelFlag()))
      return try driver.readCard(CancelFlag()) { _ in }.newestAddress?.disclosed()
    }
    #expect(try address() == [])
    bench.change(to: SAMBench.personB)
    bench.reader.change { $0.newestAddress = [0x61, 0x00] }
    #expect(try address() == [0x61, 0x00])
    for fault in [VirtualSAM.Fault.status(0x21), .status(0x41), .drop, .wrongChecksum] {
      bench.change(to: SAMBench.personA)
      bench.reader.change {
        $0.clearFaults()
        $0.plan(fault, for: .readNewestAddress)
      }
      #expect(try address() == nil)
    }
  }

  @Test("tells whether the card that was read still lies there")
  func stillThere() throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    #expect(try bench.read(driver) == SAMBench.personA)
    #expect(try driver.isCardStillThere(CancelFlag()) == true)
    bench.reader.change { $0.lift() }
    #expect(try driver.isCardStillThere(CancelFlag()) == false)
    bench.plan(.status(0x21), .readNewestAddress)
    #expect(try driver.isCardStillThere(CancelFlag()) == nil)
  }

  @Test("tells the module the longest frame to the card where the reader's file says so, again after a reset")
  func frameSize() throws {
    let bench = SAMBench()
    var habits = SAMHabits()
    habits.rfFrame = 80
    let driver = SAMReader(link: try bench.reader.open(), habits: habits, now: bench.reader.now)
    let told = SAMCommand.setMaximumRFFrame(80)
    func requests() -> [SAMCommand] { bench.reader.counts.requests }
    #expect(try bench.read(driver) == SAMBench.personA)
    #expect(requests().prefix(3) == [.samStatus, told, .findCard])
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
    #expect(requests().count { $0 == told } == 1)
    // Once more after the module was reset for a failed read, and after the device was.
    bench.change(to: SAMBench.personA)
    bench.plan(.status(0x41), .readTextAndPhoto, times: 1)
    #expect(try bench.read(driver) == SAMBench.personA)
    #expect(requests().count { $0 == told } == 2)
    bench.change(to: SAMBench.personB)
    bench.plan(.drop, .selectCard, times: 1)
    #expect(bench.failure(driver) == .readerTimeout)
    bench.change(to: SAMBench.personA)
    #expect(try bench.read(driver) == SAMBench.personA)
    #expect(requests().count { $0 == told } == 3)
    // A module that does not know it is read all the same.
    bench.change(to: SAMBench.personB)
    bench.plan(.status(0x21), told)
    let other = SAMReader(link: try bench.reader.open(), habits: habits, now: bench.reader.now)
    #expect(try bench.read(other) == SAMBench.personB)
  }

  @Test("asks for the management number only where the reader's file says so, and before the base read")
  func managementNumber() throws {
    let bench = SAMBench()
    var habits = SAMHabits()
    habits.givesManagementNumber = true
    let driver = SAMReader(link: try bench.reader.open(), habits: habits, now: bench.reader.now)
    #expect(try driver.findCard(CancelFlag()))
    #expect(try driver.readCard(CancelFlag()) { _ in }.managementNumber?.disclosed().count == 28)
    #expect(
      bench.reader.counts.requests.suffix(4) == [
        .selectCard, .readManagementNumber, .readTextAndPhoto, .readNewestAddress,
      ])
    bench.change(to: SAMBench.personB)
    let other = try bench.driver()
    #expect(try other.findCard(CancelFlag()))
    #expect(try other.readCard(CancelFlag()) { _ in }.managementNumber == nil)
  }

  @Test("reads a card whole whose module does not tell the management number, however it does not")
  func noManagementNumber() throws {
    let bench = SAMBench(nil)
    var habits = SAMHabits()
    habits.givesManagementNumber = true
    let driver = SAMReader(link: try bench.reader.open(), habits: habits, now: bench.reader.now)
    let faults = [VirtualSAM.Fault.status(0x21), .status(0x41), .drop, .wrongChecksum, .cut(9), .endless]
    for fault in faults {
      bench.change(to: SAMBench.personA)
      bench.reader.change {
        $0.clearFaults()
        $0.plan(fault, for: .readManagementNumber)
      }
      #expect(try driver.findCard(CancelFlag()))
      let content = try driver.readCard(CancelFlag()) { _ in }
      #expect(content.text.disclosed() == SAMBench.personA.text, "\(fault)")
      #expect(content.managementNumber == nil, "\(fault)")
      // The next one is asked again.
      bench.change(to: SAMBench.personB)
      bench.reader.change { $0.clearFaults() }
      #expect(try driver.findCard(CancelFlag()))
      #expect(
        try driver.readCard(CancelFlag()) { _ in }.managementNumber?.disclosed().count == 28, "\(fault)")
    }
  }
}
