import Emulation
import KioskProtocol
import SAMProtocol
import TestSupport
import Testing

@testable import ReaderService

@Suite("A reader that fails while another one is waited at", .timeLimit(.minutes(2)))
struct FailingReaderTests {
  @Test(
    "is asked again, and the card on it is read",
    arguments: [VirtualSAM.Fault.drop, .status(0x66)])
  func askedAgain(_ fault: VirtualSAM.Fault) async throws {
    let (failing, idle) = (ReaderBench.reader(1, port: 1), ReaderBench.reader(nil, port: 2))
    let bench = try await ReaderBench([failing, idle])
    for reader in [failing, idle] { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    failing.change { $0.plan(fault, for: .findCard, times: 1) }
    let answer = try await bench.read()
    #expect(answer["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    for reader in [failing, idle] { try await bench.listed(reader.id) { $0["claimed"].flag == false } }
    await bench.daemon.stop()
  }

  @Test("is waited at once more when it answers again, also when the other one goes")
  func recovered() async throws {
    let (failing, leaving) = (ReaderBench.reader(nil, port: 1), ReaderBench.reader(nil, port: 2))
    let bench = try await ReaderBench([failing, leaving])
    for reader in [failing, leaving] { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    failing.change { $0.plan(.status(0x66), for: .findCard, times: 1) }
    let client = try await bench.client()
    client.send(#"{"jsonrpc":"2.0","id":2,"method":"card.read","params":{"timeoutSeconds":60}}"#)
    let id = failing.id
    _ = try await client.line { $0["params"]["reader"].text == id && $0["params"]["step"].text == "waiting" }
    bench.source.unplug(leaving)
    failing.change { $0.lay(ReaderBench.card(1)) }
    let answer = try await client.line { $0["id"].number == 2 }
    #expect(answer["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    await bench.daemon.stop()
  }

  @Test("is not waited for when the other one fails too: the client hears at once why")
  func bothFail() async throws {
    let readers = [ReaderBench.reader(1, port: 1), ReaderBench.reader(2, port: 2)]
    let bench = try await ReaderBench(readers)
    for reader in readers { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    for reader in readers { reader.change { $0.plan(.status(0x66), for: .findCard) } }
    #expect(try await bench.read()["error"]["data"]["reason"].text == "reader.notAuthorised")
    for reader in readers { try await bench.listed(reader.id) { $0["claimed"].flag == false } }
    await bench.daemon.stop()
  }
}
