import KioskProtocol
import LinuxPlatform
import ReaderKit
import Synchronization
import TestSupport
import Testing

@testable import ReaderService

@Suite("Calls of a device", .timeLimit(.minutes(1)))
struct DeviceCallTests {
  private let device = ReaderDevice(
    ReaderBench.reader(nil).device,
    family: ReaderFamily(name: "none", link: .usb, devices: [], maker: .card { _ in Mute() }),
    recorder: ReaderRecorder(folder: "", isWanted: false))

  @Test("one that comes while another is out waits for it")
  func inTurn() async {
    let calls = DeviceCalls(device)
    let (begun, release) = (Latch(), Latch())
    let first = startTask {
      let answer = try? await calls.call(within: .seconds(60)) { (_, _) async throws(KioskFailure) -> Int in
        begun.open()
        await release.wait()
        return 1
      }
      #expect(answer == 1)
    }
    await begun.wait()
    let second = startTask {
      let answer = try? await calls.call(within: .seconds(60)) { (_, _) async throws(KioskFailure) -> Int in 2
      }
      #expect(answer == 2)
    }
    release.open()
    await first.value
    await second.value
  }

  @Test("one that was given up makes the next fail at once, until it comes back; what it brings is dropped")
  func givenUp() async throws {
    let calls = DeviceCalls(device)
    let (release, gone) = (Latch(), Latch())
    await #expect(throws: KioskFailure(.readerHung)) {
      try await calls.call(within: .milliseconds(5)) { (_, flag) async throws(KioskFailure) -> Int in
        await release.wait()
        #expect(flag.isCancelled)
        defer { gone.open() }
        return 1
      }
    }
    await #expect(throws: KioskFailure(.readerHung)) {
      try await calls.call(within: .seconds(60)) { (_, _) async throws(KioskFailure) -> Int in 2 }
    }
    release.open()
    await gone.wait()
    var answer: Int?
    while answer == nil {
      answer = try? await calls.call(within: .seconds(60)) { (_, _) async throws(KioskFailure) -> Int in 3 }
    }
    #expect(answer == 3)
  }

  @Test("a cancelled one is not waited for; the next waits until the device has noticed")
  func cancelled() async throws {
    let calls = DeviceCalls(device)
    let (begun, release) = (Latch(), Latch())
    let first = startTask {
      await #expect(throws: KioskFailure(.serviceStopping)) {
        try await calls.call(within: .seconds(60)) { (_, flag) async throws(KioskFailure) -> Int in
          begun.open()
          await release.wait()
          #expect(flag.isCancelled)
          return 1
        }
      }
    }
    await begun.wait()
    first.cancel()
    await first.value
    let second = startTask {
      let answer = try? await calls.call(within: .seconds(60)) { (_, _) async throws(KioskFailure) -> Int in 2
      }
      #expect(answer == 2)
    }
    release.open()
    await second.value
  }
}

/// A driver that is never asked anything.
final class Mute: ReaderDriver {
  func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String? { nil }
  func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool { false }
  func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent { throw KioskFailure(.cardRemoved) }
  func close() {}
}
