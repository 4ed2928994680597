import Emulation
import KioskProtocol
import LinuxPlatform
import ReaderKit
import SAMProtocol
import TestSupport
import Testing

@testable import ReaderService

@Suite("Readers with a security module at one window", .timeLimit(.minutes(1)))
struct SeveralReadersTests {
  @Test("a read that comes while the reader is asked who it is waits for that")
  func atOnce() async throws {
    let reader = ReaderBench.reader(1)
    reader.change { $0.plan(.delay(.milliseconds(300)), for: .samID, times: 1) }
    let bench = try await ReaderBench([reader])
    try await bench.listed(reader.id) { _ in true }
    let answer = try await bench.read()
    #expect(answer["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    await bench.daemon.stop()
  }

  @Test("one that could not say who it is when it came is asked again, so that the reading names it")
  func whoItIs() async throws {
    let reader = ReaderBench.reader(1)
    reader.change { $0.plan(.status(0x66), for: .samID, times: 1) }
    let bench = try await ReaderBench([reader])
    try await bench.listed(reader.id) { $0["state"].text != "opening" }
    let answer = try await bench.read()
    #expect(answer["result"]["reading"]["reader"]["samId"].text?.hasPrefix("05.01-") == true)
    await bench.daemon.stop()
  }

  @Test("with a card on each of two neither is read by guess; the named one is")
  func twoCards() async throws {
    let readers = [ReaderBench.reader(1, port: 1), ReaderBench.reader(2, port: 2)]
    let bench = try await ReaderBench(readers)
    for reader in readers { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    for _ in 0..<3 {
      #expect(try await bench.read()["error"]["data"]["reason"].text == "reader.ambiguous")
    }
    let named = try await bench.read(ReaderBench.id(2))
    #expect(named["result"]["reading"]["document"]["number"].text == ReaderBench.number(2))
    for reader in readers { try await bench.listed(reader.id) { $0["claimed"].flag == false } }
    await bench.daemon.stop()
  }

  @Test("a slow one keeps its claim until it has answered, and spoils nothing for the next client")
  func slowNeighbour() async throws {
    let readers = [ReaderBench.reader(1, port: 1), ReaderBench.reader(2, port: 2)]
    let bench = try await ReaderBench(readers)
    for reader in readers { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    readers[1].change { $0.plan(.delay(.milliseconds(900)), for: .findCard, times: 1) }
    let first = try await bench.read()
    #expect(first["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    try await bench.listed(readers[1].id) { $0["claimed"].flag == false }
    let second = try await bench.read(readers[1].id)
    #expect(second["result"]["reading"]["document"]["number"].text == ReaderBench.number(2))
    await bench.daemon.stop()
  }

  @Test("a waiting client is told when the service stops, also at several readers")
  func stopping() async throws {
    let readers = [ReaderBench.reader(nil, port: 1), ReaderBench.reader(nil, port: 2)]
    let bench = try await ReaderBench(readers)
    let client = try await bench.client()
    for reader in readers { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    client.send(#"{"jsonrpc":"2.0","id":2,"method":"card.read","params":{"timeoutSeconds":60}}"#)
    for reader in readers { try await bench.listed(reader.id) { $0["claimed"].flag == true } }
    await bench.daemon.stop()
    let answer = try await client.line { $0["id"].number == 2 }
    #expect(answer["error"]["data"]["reason"].text == "service.stopping")
  }

  @Test(
    "a reader that hangs and is unplugged keeps nobody else from coming and reading, nor the service from ending"
  )
  func hungAndUnplugged() async throws {
    let hanging = HangingDriver()
    let (one, other) = (ReaderBench.reader(nil, port: 1), ReaderBench.reader(2, port: 2))
    let families = [
      ReaderFamily(
        name: "hanging", link: .usb, devices: [.usb(vendor: 0x0400, product: 0xC35A)],
        maker: .bytes { _ in hanging })
    ]
    let bench = try await ReaderBench([one], families: families)
    await hanging.hangs.wait()
    bench.source.unplug(one)
    bench.source.plug(other)
    try await bench.listed(other.id) { _ in true }
    await bench.daemon.stop()
    hanging.release.signal()
    hanging.release.signal()
  }
}

/// Does not come back until the test lets it, whatever the flag says.
private final class HangingDriver: ReaderDriver, Sendable {
  let hangs = Latch()
  let release = WakeUp()

  func identify(_ cancellation: CancelFlag) throws(KioskFailure) -> String? {
    hangs.open()
    release.wait()
    return nil
  }
  func findCard(_ cancellation: CancelFlag) throws(KioskFailure) -> Bool { false }
  func readCard(
    _ cancellation: CancelFlag, progress: (ReadStep) -> Void
  ) throws(KioskFailure) -> CardContent { throw KioskFailure(.cardRemoved) }
  func close() {}
}
