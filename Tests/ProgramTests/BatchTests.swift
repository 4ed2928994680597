import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Batch swiping", .timeLimit(.minutes(2)))
struct BatchTests {
  private let people = SyntheticPeople(seed: 41)

  @Test(
    "each card is filed and counted once, marked for what it was, and everyone who watches hears of it")
  func marks() async throws {
    let listed = [people.citizen(0), people.citizen(1), people.citizen(9)]
    let csv = "姓名,身份证号\\n" + listed.map { "\($0.name),\($0.number)\\n" }.joined()
    let bench = try await BatchWindow(#","broughtBy":"样本经办","expected":"\#(csv)""#)
    let first = try await bench.swipe(people.citizen(0))
    #expect(first["mark"].text == "filed" && first["outcome"].text == "filed")
    #expect(first["reading"]["name"].text == people.citizen(0).name)
    #expect(first["reading"]["portrait"]["state"].text == "decoded")
    #expect(first["reading"]["numberMasked"].text?.contains("*****") == true)
    #expect(first["counters"]["total"].number == 1 && first["counters"]["missing"].number == 2)
    #expect(try await bench.swipe(people.citizen(0))["mark"].text == "counted")
    #expect(try await bench.swipe(people.citizen(5))["mark"].text == "unexpected")
    let shown = try await bench.call("batch.show")["result"]
    #expect(shown["rows"].elements.map(\.["mark"].text) == ["unexpected", "filed"])
    #expect(shown["rows"][1]["listed"].flag == true && shown["rows"][0]["listed"].flag == false)
    #expect(shown["missing"].elements.count == 2 && shown["rowCount"].number == 2)
    #expect(shown["batch"]["broughtByMasked"].text == "样＊＊＊")
    #expect(!"\(shown)".contains(people.citizen(0).number) && !"\(shown)".contains(people.citizen(0).name))
    for (index, mark) in ["filed", "counted", "unexpected"].enumerated() {
      let told = try await bench.window.watcher.line(number: index + 1) {
        $0["method"].text == "batch.swiped"
      }
      #expect(told["params"]["mark"].text == mark && told["params"]["batch"].text == bench.batch)
      #expect(told["params"].names == ["batch", "counters", "mark"])
    }
    await bench.window.stop()
  }

  @Test("a card left lying is swiped once: the next swipe asks to lift it, and makes no row")
  func leftLying() async throws {
    let bench = try await BatchWindow()
    try await bench.window.lay(try Cards.write(people.citizen(2), to: "card", in: bench.window.kiosk.folder))
    let first = try await bench.call("batch.swipe", #""timeoutSeconds":20"#)
    #expect(first["result"]["mark"].text == "filed")
    #expect(try await bench.reason("batch.swipe", #""timeoutSeconds":1"#) == "card.timeout")
    _ = try await bench.client.line { $0["params"]["step"].text == "liftAndLayAgain" }
    #expect(try await bench.counters()["total"].number == 1)
    await bench.window.stop()
  }

  @Test("a card that cannot be read or filed is a row with its reason, and the next one is swiped")
  func failures() async throws {
    let bench = try await BatchWindow()
    try await bench.window.reader.command("reader 0 fault pull-at 3")
    try await bench.window.lay("1")
    let before = bench.window.lifted
    let pulled = try await bench.call("batch.swipe", #""timeoutSeconds":20"#)["result"]
    #expect(pulled["mark"].text == "failed" && pulled["failure"]["reason"].text == "card.removed")
    #expect(!pulled["reading"].exists && pulled["counters"]["failed"].number == 1)
    if before == bench.window.lifted { try await bench.window.isLifted(before + 1) }
    try await bench.window.reader.command("reader 0 fault status-at 3 6F00")
    try await bench.window.lay("1")
    let broken = try await bench.call("batch.swipe", #""timeoutSeconds":20"#)["result"]
    #expect(broken["failure"]["reason"].text == "card.readFailed")
    // It still lies there: nobody has lifted it, so it is not tried over and over.
    #expect(try await bench.reason("batch.swipe", #""timeoutSeconds":1"#) == "card.timeout")
    try await bench.window.reader.command("reader 0 fault none")
    try await bench.window.lift()
    var blank = people.citizen(3)
    blank.number = ""
    let unnumbered = try await bench.swipe(blank)
    #expect(unnumbered["failure"]["reason"].text == "document.numberBlank")
    #expect(unnumbered["reading"]["name"].text == blank.name)
    #expect(try await bench.swipe(people.citizen(3).expired())["mark"].text == "filed")
    let shown = try await bench.call("batch.show")["result"]
    #expect(shown["batch"]["counters"]["failed"].number == 3)
    #expect(shown["batch"]["counters"]["expired"].number == 1)
    #expect(
      shown["rows"].elements.map(\.["failure"]["reason"].text)
        == [nil, "document.numberBlank", "card.readFailed", "card.removed"])
    #expect(shown["rows"].elements.dropFirst().allSatisfy { !$0["person"].exists })
    let persons = try await bench.window.kiosk.client("person", "list", "--json")
    #expect(persons.json["total"].number == 1)
    await bench.window.stop()
  }

  @Test("paused and closed batches say so before a card is laid, and a batch goes on after a restart")
  func states() async throws {
    let bench = try await BatchWindow()
    #expect(try await bench.swipe(people.citizen(4))["mark"].text == "filed")
    #expect(try await bench.call("batch.pause")["result"]["state"].text == "paused")
    #expect(try await bench.reason("batch.swipe") == "batch.paused")
    let kiosk = bench.window.kiosk
    #expect(await kiosk.counterDaemon.stop() == 0)
    let again = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
    _ = try await again.errorLine { $0.hasSuffix(": ready") }
    let client = try await kiosk.watch()
    #expect(try await bench.call("batch.resume", over: client)["result"]["state"].text == "open")
    try await bench.window.reader.put(kiosk.folder.file("card"))
    let counted = try await bench.call("batch.swipe", #""timeoutSeconds":20"#, over: client)["result"]
    #expect(counted["mark"].text == "counted" && counted["counters"]["total"].number == 1)
    let closed = try await bench.call("batch.close", over: client)["result"]
    #expect(closed["state"].text == "closed" && closed["closedAt"].exists)
    for method in ["batch.swipe", "batch.pause", "batch.resume", "batch.close", "batch.renewCode"] {
      #expect(try await bench.reason(method, over: client) == "batch.closed", "\(method)")
    }
    #expect(await again.stop() == 0)
    await bench.window.stop()
  }

  @Test("two readers with the same person's card at one moment: one is filed, the other counted already")
  func race() async throws {
    let bench = try await BatchWindow()
    let path = try Cards.write(people.citizen(6), to: "card", in: bench.window.kiosk.folder)
    let clients = [try await bench.window.kiosk.watch(), try await bench.window.kiosk.watch()]
    for slot in 0..<2 {
      try await bench.window.lay(path, slot: slot)
      clients[slot].send(
        #"{"jsonrpc":"2.0","id":9,"method":"batch.swipe","params":{"batch":"\#(bench.batch)","#
          + #""reader":"\#(VirtualReader.ids[slot])","timeoutSeconds":20}}"#)
    }
    var marks: [String] = []
    for client in clients {
      marks.append(try await client.line { $0["id"].number == 9 }["result"]["mark"].text ?? "")
    }
    #expect(marks.sorted() == ["counted", "filed"])
    #expect(try await bench.counters()["total"].number == 1)
    await bench.window.stop()
  }

  @Test("a full disk loses nothing and writes nothing; the card that still lies there is filed afterwards")
  func full() async throws {
    guard await TroubledCounter.isPossible() else { return }
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    let client = try await window.connect()
    _ = try await client.call(
      2, "batch.open", #"{"name":"x","enterprise":\#(BatchWindow.enterprise)}"#)
    try await window.counter.fill()
    let swipe = #"{"batch":"1","timeoutSeconds":20}"#
    let refused = try await client.call(3, "batch.swipe", swipe)
    #expect(refused["error"]["data"]["reason"].text == "archive.full")
    try await window.counter.makeRoom()
    let shown = try await client.call(4, "batch.show", #"{"batch":"1"}"#)["result"]
    #expect(shown["rowCount"].number == 0)
    #expect(try await window.persons() == 0)
    #expect(try await client.call(5, "batch.swipe", swipe)["result"]["mark"].text == "filed")
    try await ArchiveFiles(window.counter.copy()).check(persons: 1, readings: 1)
    try await window.stop()
  }
}
