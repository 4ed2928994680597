import Emulation
import TestSupport
import Testing

@Suite("A card that a batch cannot read", .timeLimit(.minutes(2)))
struct BatchUnreadTests {
  private let people = SyntheticPeople(seed: 47)

  @Test("it is one row while it lies there, another when it is asked for again, and lifting it is enough")
  func once() async throws {
    let bench = try await BatchWindow()
    try await bench.window.lay("ordinary")
    let failed = try await bench.call("batch.swipe", #""timeoutSeconds":20"#)["result"]
    #expect(failed["mark"].text == "failed" && failed["failure"]["reason"].text == "card.needsSAM")
    try #require(try await bench.reason("batch.swipe", #""timeoutSeconds":1"#) == "card.timeout")
    _ = try await bench.client.line { $0["params"]["step"].text == "liftAndLayAgain" }
    let again = try await bench.call("batch.swipe", #""timeoutSeconds":20,"again":true"#)["result"]
    #expect(again["failure"]["reason"].text == "card.needsSAM" && again["counters"]["failed"].number == 2)
    #expect(try await bench.reason("batch.swipe", #""timeoutSeconds":1"#) == "card.timeout")
    try await bench.window.lift()
    #expect(try await bench.swipe(people.citizen(0))["mark"].text == "filed")
    // A card that was read and ended is not taken again by asking: it has nothing more to give.
    try await bench.window.lay(bench.window.kiosk.folder.file("card"))
    #expect(
      try await bench.call("batch.swipe", #""timeoutSeconds":20"#)["result"]["mark"].text == "counted")
    #expect(try await bench.reason("batch.swipe", #""timeoutSeconds":1,"again":true"#) == "card.timeout")
    #expect(try await bench.counters()["failed"].number == 2)
    await bench.window.stop()
  }

  @Test("one that goes away at the very first command is told with its session, and is one row")
  func pulledAtOnce() async throws {
    let bench = try await BatchWindow()
    try await bench.window.reader.command("reader 0 fault pull-at 1")
    try await bench.window.lay("1")
    let failed = try await bench.call("batch.swipe", #""timeoutSeconds":20"#)["result"]
    #expect(failed["failure"]["reason"].text == "card.removed")
    let told = bench.client.count { $0["method"].text == "read.progress" && $0["params"]["session"].exists }
    #expect(told == 1)
    #expect(try await bench.reason("batch.swipe", #""timeoutSeconds":1"#) == "card.timeout")
    #expect(try await bench.counters()["failed"].number == 1)
    await bench.window.stop()
  }

  @Test("a run from the terminal says it once, asks to lift it, and goes on with the next card")
  func run() async throws {
    let bench = try await BatchWindow()
    let folder = bench.window.kiosk.folder
    let run = try Kiosk.startClient(["batch", "run", bench.batch, "--count", "2"], in: folder)
    try await bench.window.lay("ordinary")
    _ = try await run.errorLine { $0.contains("lift the card and lay the next one") }
    #expect(run.output.count == 1)
    try await bench.window.lift()
    try await bench.window.lay(try Cards.write(people.citizen(1), to: "card", in: folder))
    #expect(await run.wait() == 0, "\(run.errors)")
    #expect(run.output.map { $0.contains("失败 failed") } == [true, false])
    let counters = try await bench.counters()
    #expect(counters["failed"].number == 1 && counters["filed"].number == 1)
    await bench.window.stop()
  }

  @Test("a module that goes on finding it is not believed until it has found none")
  func module() async throws {
    let reader = try await MockSerialReader(card: "1")
    try await reader.do("fault read status 41")
    let kiosk = try await Kiosk(
      folder: try ScratchFolder(), links: "serial",
      configuration: Kiosk.standInPortraits + "readers.serial = \(reader.path)\n")
    let client = try await kiosk.watch()
    _ = try await client.call(
      3, "batch.open", #"{"name":"x","enterprise":\#(BatchWindow.enterprise)}"#)
    func swipe(_ id: Int, _ more: String) async throws -> JSONValue {
      try await client.call(id, "batch.swipe", #"{"batch":"1",\#(more)}"#)
    }
    let failed = try await swipe(4, #""timeoutSeconds":30"#)["result"]
    #expect(failed["failure"]["reason"].text == "card.readFailed", "\(failed)")
    try #require(try await swipe(5, #""timeoutSeconds":1"#)["error"]["data"]["reason"].text == "card.timeout")
    _ = try await client.line { $0["params"]["step"].text == "liftAndLayAgain" }
    try await reader.do("fault clear")
    // It could be read now; but nobody has lifted it, and nobody has asked.
    #expect(try await swipe(6, #""timeoutSeconds":1"#)["error"]["data"]["reason"].text == "card.timeout")
    #expect(try await swipe(7, #""timeoutSeconds":30,"again":true"#)["result"]["mark"].text == "filed")
    let shown = try await client.call(8, "batch.show", #"{"batch":"1"}"#)["result"]
    #expect(shown["rows"].elements.map(\.["mark"].text) == ["filed", "failed"])
    await kiosk.stop()
    await reader.stop()
  }
}
