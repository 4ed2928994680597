import TestSupport
import Testing

@Suite("Claims and several readers", .timeLimit(.minutes(2)))
struct ClaimTests {
  @Test("a reader that somebody waits at is claimed, and free again when that client disappears")
  func disappearingClient() async throws {
    let window = try await PCSCWindow()
    let reader = PCSCWindow.readerID
    let waiting = try Kiosk.startClient(["read", "--reader", reader], in: window.kiosk.folder)
    _ = try await waiting.errorLine { $0.contains("请放卡") }
    let refused = try await window.read("--reader", reader)
    #expect(refused.json["error"]["reason"].text == "reader.claimed")
    #expect(refused.json["error"]["retry"].flag == true)
    waiting.send(9)
    await waiting.wait()
    let client = try await window.kiosk.watch()
    var id = 10
    while try await client.call(id, "reader.list")["result"]["readers"][0]["claimed"].flag == true { id += 1 }
    try await window.lay("1")
    let answer = try await window.read("--reader", reader)
    #expect(answer.status == 0)
    await window.stop()
  }

  @Test("with a card on each of two readers neither is read by guess; the named one is")
  func twoCards() async throws {
    let window = try await PCSCWindow()
    let watcher = try await window.kiosk.watch()
    try await window.lay("1", slot: 0)
    try await window.lay("2", slot: 1)
    _ = try await watcher.line(number: 2) { $0["params"]["state"].text == "found" }
    let ambiguous = try await window.read()
    #expect(ambiguous.json["error"]["reason"].text == "reader.ambiguous")
    let named = try await window.read("--reader", VirtualReader.ids[1])
    #expect(named.json["reader"]["id"].text == VirtualReader.ids[1])
    let unknown = try await window.read("--reader", "nothing-like-it")
    #expect(unknown.json["error"]["reason"].text == "reader.unknown")
    await window.stop()
  }

  @Test("with two readers the one where the card is laid reads it")
  func twoReaders() async throws {
    let window = try await PCSCWindow()
    let waiting = try Kiosk.startClient(["read", "--json"], in: window.kiosk.folder)
    try await window.lay("3", slot: 1)
    #expect(await waiting.wait() == 0)
    let json = JSONValue(waiting.output.joined())
    #expect(json["reader"]["id"].text == VirtualReader.ids[1])
    #expect(json["document"]["kind"].text == "hkMacaoTaiwanResidencePermit")
    await window.stop()
  }
}
