import Emulation
import KioskProtocol
import LinuxPlatform
import ReaderDrivers
import ReaderKit
import SAMProtocol
import TestSupport
import Testing

@Suite("A dirty link")
struct DirtyLinkTests {
  static let steps: [(SAMCommand, Duration)] = [
    (.findCard, SAMBench.deadlines.find), (.selectCard, SAMBench.deadlines.select),
    (.readTextAndPhoto, SAMBench.deadlines.read),
  ]

  @Test("never lets a late answer become the next person's reading", arguments: steps, [false, true])
  func late(step: (command: SAMCommand, deadline: Duration), keepsBytes: Bool) throws {
    let bench = SAMBench()
    // So that the late answer comes in the middle of the next read.
    bench.reader.change { $0.times = .typical }
    if keepsBytes { bench.reader.keepBytesOverReset() }
    let driver = try bench.driver()
    let usual = VirtualSAM.Times.typical[step.command]
    bench.plan(.delay(step.deadline * 1.1 - usual), step.command, times: 1)
    #expect(bench.failure(driver) == .readerTimeout)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
    #expect(try bench.read(driver) == nil)
  }

  @Test("is not written to before the late answer was swallowed, and then a status is asked")
  func swallows() throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(.delay(SAMBench.deadlines.read * 1.1), .readTextAndPhoto, times: 1)
    #expect(bench.failure(driver) == .readerTimeout)
    let before = bench.reader.counts
    #expect(try driver.findCard(bench.cancellation) == false)
    #expect(bench.reader.counts.requests.dropFirst(before.requests.count) == [.samStatus, .findCard])
    #expect(bench.reader.counts.resets == 0)
  }

  @Test("is reset when the late answer does not come", arguments: steps)
  func resets(step: (command: SAMCommand, deadline: Duration)) throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(.drop, step.command, times: 1)
    #expect(bench.failure(driver) == .readerTimeout)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
    #expect(bench.reader.counts.resets == 1)
  }

  @Test("comes also from a cancellation inside any step", arguments: steps)
  func cancelled(step: (command: SAMCommand, deadline: Duration)) throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(.delay(.milliseconds(1_500)), step.command, times: 1)
    let flag = CancelFlag()
    bench.time.plan(after: .milliseconds(1_000)) { flag.cancel() }
    #expect(bench.failure(driver, flag) == .serviceStopping)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
  }

  @Test("stays dirty when the cleaning is cancelled as well")
  func cancelledTwice() throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(.delay(SAMBench.deadlines.read * 1.1), .readTextAndPhoto, times: 1)
    #expect(bench.failure(driver) == .readerTimeout)
    let flag = CancelFlag()
    bench.time.plan(after: .milliseconds(300)) { flag.cancel() }
    #expect(bench.failure(driver, flag) == .serviceStopping)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
  }

  @Test("of a program that was killed inside a read is cleaned by the next one")
  func inherited() throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    #expect(try bench.read(driver) != nil)
    bench.change(to: SAMBench.personA)
    bench.reader.change { $0.times = .typical }
    bench.plan(.delay(.milliseconds(250)), .readTextAndPhoto, times: 1)
    let flag = CancelFlag()
    bench.time.plan(after: .milliseconds(1_000)) { flag.cancel() }
    #expect(bench.failure(driver, flag) == .serviceStopping)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(try bench.driver()) == SAMBench.personB)
  }

  @Test(
    "that never gets clean ends with a reason, and works when the reader does",
    arguments: [
      (VirtualSAM.Fault.drop, FailureReason.readerTimeout), (.twice, .readerBadAnswer),
      (.wrongChecksum, .readerBadAnswer), (.endless, .readerBadAnswer),
    ])
  func hopeless(fault: VirtualSAM.Fault, reason: FailureReason) throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(fault)
    #expect(bench.failure(driver) == reason)
    #expect(bench.failure(driver) == reason)
    #expect(bench.reader.counts.requests.allSatisfy { $0 == .samStatus })
    bench.reader.change { $0.clearFaults() }
    #expect(try bench.read(driver) == SAMBench.personA)
  }

  static let badAnswers: [(VirtualSAM.Fault, FailureReason)] = [
    (.wrongChecksum, .readerBadAnswer), (.lyingLength(0), .readerBadAnswer),
    (.lyingLength(1), .readerBadAnswer),
    (.lyingLength(5), .readerBadAnswer), (.lyingLength(65_535), .readerBadAnswer),
    (.lyingLength(4_096), .readerTimeout), (.endless, .readerBadAnswer),
    (.cut(0), .readerTimeout), (.cut(6), .readerTimeout), (.cut(10), .readerTimeout), (.drop, .readerTimeout),
    (.noise([UInt8](repeating: 0x55, count: 9_000)), .readerBadAnswer),
  ]

  @Test("comes from every bad answer, and is clean again for the next read", arguments: badAnswers, steps)
  func bad(answer: (fault: VirtualSAM.Fault, reason: FailureReason), step: (command: SAMCommand, Duration))
    throws
  {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(answer.fault, step.command, times: 1)
    #expect(bench.failure(driver) == answer.reason)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
  }

  @Test("comes from an answer that comes twice, which is never taken for another one", arguments: steps)
  func twice(step: (command: SAMCommand, deadline: Duration)) throws {
    let bench = SAMBench()
    let driver = try bench.driver()
    bench.plan(.twice, step.command, times: 1)
    let expected: FailureReason? = step.command == .readTextAndPhoto ? nil : .readerBadAnswer
    #expect(bench.failure(driver) == expected)
    bench.change(to: SAMBench.personB)
    #expect(try bench.read(driver) == SAMBench.personB)
    #expect(bench.reader.counts.resets == 1)
  }

  @Test("does not follow from an unplugging after any byte: after reopening the next read succeeds")
  func unplugged() throws {
    let whole = SAMBench()
    _ = try whole.read(try whole.driver())
    let total = whole.reader.counts.bytes
    #expect(total > 1_300)
    for count in 1..<total {
      let bench = SAMBench()
      let driver = try bench.driver()
      bench.reader.unplug(afterBytes: count)
      #expect(bench.failure(driver) == .readerGone, "after \(count) bytes")
      #expect(bench.failure(driver) == .readerGone, "after \(count) bytes, again")
      driver.close()
      bench.reader.plug()
      bench.change(to: SAMBench.personB)
      #expect(try bench.read(try bench.driver()) == SAMBench.personB, "after \(count) bytes")
    }
  }

  @Test("or a clean one: whatever goes wrong, a reading is the card that lies there, whole")
  func anything() throws {
    var random = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    let seed = random.seed
    for round in 0..<60 {
      let bench = SAMBench()
      bench.reader.change { $0.times = .typical }
      let driver = try bench.driver()
      for swipe in 0..<6 {
        let card = SAMBench.card(UInt8(0x20 + swipe))
        bench.change(to: card)
        bench.reader.change { $0.clearFaults() }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
          bench.plan(Self.fault(&random), Self.command(&random), times: Int.random(in: 1...2, using: &random))
        }
        let flag = CancelFlag()
        if Int.random(in: 0..<5, using: &random) == 0 {
          bench.time.plan(after: .milliseconds(Int.random(in: 1...3_000, using: &random))) { flag.cancel() }
        }
        let reading = try? bench.read(driver, flag)
        #expect(reading == nil || reading == card, "seed \(seed), round \(round), swipe \(swipe)")
      }
      bench.reader.change { $0.clearFaults() }
      bench.change(to: SAMBench.personB)
      let last = Result { try bench.read(driver) }
      #expect((try? last.get()) == SAMBench.personB, "\(last), seed \(seed), round \(round)")
    }
  }

  static func command(_ random: inout SeededGenerator) -> SAMCommand? {
    [.samStatus, .findCard, .selectCard, .readTextAndPhoto, .resetSAM, nil].randomElement(using: &random)
      ?? nil
  }

  static func fault(_ random: inout SeededGenerator) -> VirtualSAM.Fault {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: .drop
    case 1: .delay(.milliseconds(Int.random(in: 1...5_900, using: &random)))
    case 2: .wrongChecksum
    case 3: .lyingLength(UInt16.random(in: 0...2_000, using: &random))
    case 4: .endless
    case 5:
      .noise(
        (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
    case 6: .cut(Int.random(in: 0...1_294, using: &random))
    case 7: .status([0x41, 0x81, 0x80, 0x10, 0x90, 0x9F].randomElement(using: &random) ?? 0x41)
    case 8: .packets(Int.random(in: 1...200, using: &random))
    default: .twice
    }
  }
}
