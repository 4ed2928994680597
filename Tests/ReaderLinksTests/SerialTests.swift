import Foundation
import KioskProtocol
import LinuxPlatform
import PersonalData
import ReaderDrivers
import ReaderKit
import TestSupport
import Testing

@testable import ReaderLinks

@Suite("A reader on a serial port", .timeLimit(.minutes(2)))
struct SerialTests {
  /// A source of one port, the events it has told, and a driver on a thread of its own.
  final class Bench: Sendable {
    let source: SerialSource
    let told = Awaited<[DeviceEvent]>([])

    init(_ path: String) throws {
      let source = try SerialSource(ports: [path], families: allFamilies)
      self.source = source
      Task { [told] in for await event in source.events { told.change { $0.append(event) } } }
      source.start()
    }

    /// The device of the arrival with this number, counted from 1.
    func device(_ number: Int = 1) async throws -> AttachedDevice {
      let arrivals: @Sendable ([DeviceEvent]) -> [AttachedDevice] = { events in
        events.compactMap { if case .arrived(let device) = $0 { device } else { nil } }
      }
      return try #require(
        arrivals(await told.when { arrivals($0).count >= number }).dropFirst(number - 1).first)
    }

    /// Opens the device and does `body` with its driver, away from the tests' own threads.
    static func with<Value: Sendable>(
      _ device: AttachedDevice, _ body: @escaping @Sendable (any ReaderDriver) throws -> Value
    ) async -> Result<Value, any Error> {
      await withCheckedContinuation { continuation in
        startThread {
          continuation.resume(
            returning: Result {
              guard case .bytes(let open) = device.opener, let family = allFamilies.family(of: device),
                case .bytes(let make) = family.maker
              else { throw KioskFailure(.readerUnsupported) }
              let driver = make(try open())
              defer { driver.close() }
              return try body(driver)
            })
        }
      }
    }

    static func reason<Value>(_ result: Result<Value, any Error>) -> FailureReason? {
      if case .failure(let error) = result { (error as? KioskFailure)?.reason } else { nil }
    }
  }

  @Test(
    "is heard and read at whatever speed its module has", arguments: [115_200, 57_600, 38_400, 19_200, 9_600])
  func speeds(speed: Int) async throws {
    let reader = try await MockSerialReader(speed: speed, card: "1")
    let bench = try Bench(reader.path)
    let device = try await bench.device()
    #expect(device.link == .serial)
    #expect(device.node == reader.path)
    let result = await Bench.with(device) { driver in
      let identity = try driver.identify(CancelFlag())
      let isFound = try driver.findCard(CancelFlag())
      return (identity, isFound, try driver.readCard(CancelFlag()) { _ in }.text.disclosed().count)
    }
    let (identity, isFound, count) = try result.get()
    #expect(identity == "05.01-20101129-0001228293-0296863149")
    #expect(isFound && count == 256)
    await bench.source.stop()
    await reader.stop()
  }

  @Test("comes and goes with its device file, and is another one at the same place")
  func hotplug() async throws {
    let reader = try await MockSerialReader()
    let bench = try Bench(reader.path)
    let first = try await bench.device()
    for number in 2...4 {
      try await reader.do("unplug")
      let lefts: @Sendable ([DeviceEvent]) -> Int = { events in
        events.filter { if case .left(let id) = $0 { id == first.id } else { false } }.count
      }
      _ = await bench.told.when { lefts($0) == number - 1 }
      #expect(Bench.reason(await Bench.with(first) { try $0.identify(CancelFlag()) }) == .readerGone)
      try await reader.do("plug")
      let again = try await bench.device(number)
      #expect(again.id == first.id)
      #expect(try await Bench.with(again) { try $0.identify(CancelFlag()) }.get() != nil)
    }
    await bench.source.stop()
    await reader.stop()
  }

  @Test("that is pulled out in mid-answer is gone at once")
  func pulled() async throws {
    let reader = try await MockSerialReader(card: "1")
    try await reader.do("fault find drop")
    let bench = try Bench(reader.path)
    let device = try await bench.device()
    async let result = Bench.with(device) { try $0.findCard(CancelFlag()) }
    try await reader.event("request 2001")
    try await reader.do("unplug")
    #expect(Bench.reason(await result) == .readerGone)
    await bench.source.stop()
    await reader.stop()
  }

  @Test("is busy while another program has it")
  func busy() async throws {
    let reader = try await MockSerialReader()
    let port = try SerialPort(reader.path)
    let bench = try Bench(reader.path)
    let device = try await bench.device()
    #expect(Bench.reason(await Bench.with(device) { try $0.identify(CancelFlag()) }) == .readerBusy)
    try port.configure(speed: 9_600)
    await bench.source.stop()
    await reader.stop()
  }

  @Test("that is no serial port at all is unsupported, and a port without a module does not answer")
  func none() async throws {
    let folder = try ScratchFolder()
    let file = try Bench(try folder.write("no port", to: "file"))
    let device = try await file.device()
    #expect(Bench.reason(await Bench.with(device) { try $0.identify(CancelFlag()) }) == .readerUnsupported)
    await file.source.stop()
    let reader = try await MockSerialReader()
    try await reader.do("hang")
    let silent = try Bench(reader.path)
    let port = try await silent.device()
    #expect(Bench.reason(await Bench.with(port) { try $0.identify(CancelFlag()) }) == .readerTimeout)
    await silent.source.stop()
    await reader.stop()
  }

  @Test("is named after its device file")
  func names() {
    #expect(SerialSource.id("/dev/ttyUSB0") == "serial-ttyusb0")
    #expect(SerialSource.id("/dev/serial/by-id/usb-FTDI_x") == "serial-serial-by-id-usb-ftdi-x")
  }
}
