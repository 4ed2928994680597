import Emulation
import KioskProtocol
import SAMProtocol
import TestSupport
import Testing

@testable import ReaderService

@Suite("The readers of a window", .timeLimit(.minutes(1)))
struct PinnedReaderTests {
  private static let samID = "05.01-20101129-0001228293-0296863149"

  private func reason(_ answer: JSONValue) -> String? { answer["error"]["data"]["reason"].text }

  @Test("one that the configuration does not know reads nothing until it is accepted, and then for good")
  func unknown() async throws {
    let reader = ReaderBench.reader(1)
    let state = try ScratchFolder()
    let bench = try await ReaderBench([reader], state: state.path, known: ["another"])
    try await bench.listed(reader.id) { $0["failure"]["reason"].text == "reader.notAccepted" }
    #expect(reason(try await bench.read()) == "reader.notAccepted")
    #expect(reason(try await bench.read(reader.id)) == "reader.notAccepted")
    #expect(!reader.counts.requests.contains(.findCard))
    _ = try await bench.client().call(2, "reader.accept", #"{"reader":"\#(reader.id)"}"#)
    try await bench.listed(reader.id) { $0["state"].text == "ready" }
    let answer = try await bench.read()
    #expect(answer["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    #expect(answer["result"]["reading"]["reader"]["samId"].text == Self.samID)
    await bench.daemon.stop()

    let other = ReaderBench.reader(2, port: 7)
    let next = try await ReaderBench([other], state: state.path, known: ["another"])
    #expect(try await next.read()["result"]["reading"]["document"]["number"].text == ReaderBench.number(2))
    await next.daemon.stop()
  }

  @Test("one that it knows by any of its names reads at once", arguments: [Self.samID, ReaderBench.id(1)])
  func known(name: String) async throws {
    let reader = ReaderBench.reader(1)
    let bench = try await ReaderBench([reader], known: ["another", name])
    #expect(try await bench.read()["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    await bench.daemon.stop()
  }

  @Test("another module at the same port is another reader")
  func swapped() async throws {
    let reader = ReaderBench.reader(1)
    let bench = try await ReaderBench([reader], known: [Self.samID])
    try await bench.listed(reader.id) { $0["state"].text == "ready" }
    bench.source.unplug(reader)
    reader.change { $0.identity[15] ^= 1 }
    bench.source.plug(reader)
    try await bench.listed(reader.id) { $0["failure"]["reason"].text == "reader.notAccepted" }
    #expect(reason(try await bench.read()) == "reader.notAccepted")
    await bench.daemon.stop()
  }

  @Test("a spare one is used only while the main one is away or fails, and whenever it is named")
  func spare() async throws {
    let readers = [ReaderBench.reader(1, port: 1), ReaderBench.reader(2, port: 2)]
    let bench = try await ReaderBench(readers, spares: [ReaderBench.id(2)])
    for reader in readers { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    func number(_ id: String? = nil) async throws -> String? {
      try await bench.read(id)["result"]["reading"]["document"]["number"].text
    }
    // A card on each is no guess: the spare one is not asked.
    #expect(try await number() == ReaderBench.number(1))
    #expect(!readers[1].counts.requests.contains(.findCard))
    bench.source.unplug(readers[0])
    #expect(try await bench.listed(readers[1].id) { $0["spare"].flag == true }["state"].text == "ready")
    #expect(try await number() == ReaderBench.number(2))
    readers[0].change { $0.plan(.status(0x60)) }
    bench.source.plug(readers[0])
    try await bench.listed(readers[0].id) { $0["state"].text == "failed" }
    readers[1].change { $0.powerOn() }
    #expect(try await number() == ReaderBench.number(2))
    readers[0].change { $0.clearFaults() }
    #expect(try await number(readers[0].id) == ReaderBench.number(1))
    try await bench.listed(readers[0].id) { $0["state"].text == "ready" }
    readers[0].change { $0.lay(ReaderBench.card(3)) }
    #expect(try await number() == ReaderBench.number(3))
    await bench.daemon.stop()
  }
}
