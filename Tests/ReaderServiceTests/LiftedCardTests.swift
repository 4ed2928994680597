import Emulation
import KioskProtocol
import SAMProtocol
import TestSupport
import Testing

@testable import ReaderService

/// What another client hears when the card of an ended session may still lie on a reader that reports nothing.
@Suite("A card that was read for somebody else", .timeLimit(.minutes(1)))
struct LiftedCardTests {
  private func window() async throws -> (reader: ScriptedReader, bench: ReaderBench, client: WireClient) {
    let reader = ReaderBench.reader(1)
    let bench = try await ReaderBench([reader])
    try await bench.listed(reader.id) { $0["state"].text == "ready" }
    let client = try await bench.client()
    _ = try await client.call(2, "watch")
    let first = try await client.call(3, "card.read", #"{"owner":{"uid":1},"timeoutSeconds":20}"#)
    #expect(first["result"]["reading"]["document"]["number"].text == ReaderBench.number(1))
    return (reader, bench, client)
  }

  /// Another owner begins to wait; the first thing that is told about it.
  private func next(_ client: WireClient) async throws -> String? {
    client.send(
      #"{"jsonrpc":"2.0","id":4,"method":"card.read","params":{"owner":{"uid":2},"timeoutSeconds":20}}"#)
    _ = try await client.line { $0["params"]["state"].text == "ended" }
    let steps = ["waiting", "liftAndLayAgain"]
    return try await client.line { steps.contains($0["params"]["step"].text ?? "") }["params"]["step"].text
  }

  /// Lays another person's card and reads it.
  private func finish(_ reader: ScriptedReader, _ bench: ReaderBench, _ client: WireClient) async throws {
    reader.change {
      $0.lift()
      $0.lay(ReaderBench.card(2))
    }
    let reading = try await client.line { $0["id"].number == 4 }["result"]["reading"]
    #expect(reading["document"]["number"].text == ReaderBench.number(2))
    await bench.daemon.stop()
  }

  @Test("and was lifted need not be lifted: the reader was asked whether it still lies there")
  func lifted() async throws {
    let (reader, bench, client) = try await window()
    reader.change { $0.lift() }
    #expect(try await next(client) == "waiting")
    let requests = reader.counts.requests
    let asked = try #require(requests.lastIndex(of: .readNewestAddress))
    #expect(asked > 0 && requests[asked - 1] == .findCard)
    try await finish(reader, bench, client)
  }

  @Test("and still lies there must be lifted")
  func lying() async throws {
    let (reader, bench, client) = try await window()
    #expect(try await next(client) == "liftAndLayAgain")
    try await finish(reader, bench, client)
  }

  @Test("must be lifted where the reader cannot tell")
  func untold() async throws {
    let (reader, bench, client) = try await window()
    reader.change {
      $0.lift()
      $0.plan(.status(0x21), for: .readNewestAddress)
    }
    #expect(try await next(client) == "liftAndLayAgain")
    try await finish(reader, bench, client)
  }
}
