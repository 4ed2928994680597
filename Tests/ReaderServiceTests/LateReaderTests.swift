import Dispatch
import Emulation
import KioskProtocol
import LinuxPlatform
import ReaderDrivers
import ReaderKit
import Synchronization
import TestSupport
import Testing

@testable import ReaderService

@Suite("A reader that was given up and answers after all", .timeLimit(.minutes(2)))
struct LateReaderTests {
  @Test("is opened anew and asked who it is, without anybody unplugging it")
  func comesBack() async throws {
    let stuck = Stuck()
    let families = allFamilies.map { family in
      var family = family
      if family.link == .usb { family.maker = .bytes { _ in SlowDriver(stuck) } }
      return family
    }
    let reader = ReaderBench.reader(nil)
    let bench = try await ReaderBench([reader], families: families)
    let hung = try await bench.listed(reader.id) { $0["state"].text == "failed" }
    #expect(hung["failure"]["reason"].text == "reader.hung")
    stuck.letGo()
    let back = try await bench.listed(reader.id) { $0["state"].text == "ready" }
    #expect(!back["failure"].exists)
    #expect(reader.counts.opened == 2)
    await bench.daemon.stop()
  }
}

/// Keeps the first question to a driver waiting.
private final class Stuck: Sendable {
  private let isOver = Mutex(false)
  private let gate = DispatchSemaphore(value: 0)

  func letGo() {
    isOver.withLock { $0 = true }
    gate.signal()
  }

  func pass() { if !isOver.withLock(\.self) { gate.wait() } }
}

/// A driver that takes no notice of being cancelled, as where a system call does not come back.
private final class SlowDriver: ReaderDriver {
  private let stuck: Stuck

  init(_ stuck: Stuck) { self.stuck = stuck }

  func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String? {
    stuck.pass()
    return nil
  }

  func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool { false }

  func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent { throw KioskFailure(.cardRemoved) }

  func close() {}
}
