import Emulation
import TestSupport
import Testing

@Suite("Many batches, many rows, several readers", .timeLimit(.minutes(2)))
struct LargeBatchTests {
  private let people = SyntheticPeople(seed: 53)

  @Test(
    "two readers swipe into one batch at the same time: each card is one row, and no reader gets the other's")
  func twoReaders() async throws {
    let bench = try await BatchWindow()
    let window = bench.window
    let cards = 4
    let rows = try await withThrowingTaskGroup(of: [String].self) { group in
      for slot in 0..<2 {
        let client = try await window.kiosk.watch()
        group.addTask {
          var told: [String] = []
          for index in 0..<cards {
            let card = people.citizen(slot * cards + index)
            let path = try Cards.write(card, to: "card-\(slot)-\(index)", in: window.kiosk.folder)
            try await window.reader.put(path, slot: slot)
            let answer = try await client.call(
              10 + index, "batch.swipe",
              #"{"batch":"\#(bench.batch)","reader":"\#(VirtualReader.ids[slot])","timeoutSeconds":30}"#
            )["result"]
            #expect(answer["mark"].text == "filed", "\(answer)")
            #expect(answer["reading"]["name"].text == card.name)
            #expect(answer["reading"]["reader"]["id"].text == VirtualReader.ids[slot])
            told.append("\(answer["row"])")
            let lifted = client.count { Self.isLifted($0, slot) }
            try await window.reader.lift(slot: slot)
            _ = try await client.line(number: lifted + 1) { Self.isLifted($0, slot) }
          }
          return told
        }
      }
      var all: [String] = []
      for try await told in group { all += told }
      return all
    }
    #expect(Set(rows).count == 2 * cards)
    let shown = try await bench.call("batch.show")["result"]
    #expect(shown["rowCount"].number == 2 * cards)
    #expect(Set(shown["rows"].elements.map { "\($0["row"])" }) == Set(rows))
    #expect(shown["batch"]["counters"]["filed"].number == 2 * cards)
    await window.stop()
  }

  private static func isLifted(_ line: JSONValue, _ slot: Int) -> Bool {
    line["method"].text == "card.changed" && line["params"]["state"].text == "lifted"
      && line["params"]["reader"].text == VirtualReader.ids[slot]
  }

  @Test("a ledger of more than 200 rows and a list of more than 200 people come in pages without a gap")
  func rows() async throws {
    let expected = (0..<230).map { #"{"number":"\#(people.citizen($0).number)"}"# }
    let bench = try await BatchWindow(#","expected":[\#(expected.joined(separator: ","))]"#)
    try await bench.window.lay("ordinary")
    // A card that fails is a row each time that it is asked for again.
    for part in 0..<21 {
      // One of its own for every few: a client keeps every line that it has heard.
      let client = try WireClient(bench.window.kiosk.folder.file("counter.sock"))
      try await client.hello()
      for _ in 0..<10 {
        let swipe = try await bench.call("batch.swipe", #""timeoutSeconds":20,"again":true"#, over: client)
        try #require(swipe["result"]["mark"].text == "failed", "\(part): \(swipe)")
      }
    }
    #expect(try await bench.reason("batch.show", #""limit":201"#) == "request.badParameters")
    #expect(try await bench.call("batch.show")["result"]["rows"].elements.count == 50)
    let first = try await bench.call("batch.show", #""limit":200"#)["result"]
    let rest = try await bench.call("batch.show", #""offset":200,"limit":200"#)["result"]
    #expect(first["rowCount"].number == 210 && first["rows"].elements.count == 200)
    let rows = (first["rows"].elements + rest["rows"].elements).compactMap(\.["row"].number)
    #expect(rows == (1...210).reversed().map { $0 })
    #expect(first["missing"].elements.count == 200 && rest["missing"].elements.count == 30)
    let after = try await bench.call("batch.show", #""offset":230"#)["result"]
    #expect(after["rows"].elements.isEmpty && after["missing"].elements.isEmpty)
    await bench.window.stop()
  }

  @Test("more than 50 batches are listed in pages, the newest first, each once")
  func batches() async throws {
    let kiosk = try await WireTests.kiosk()
    let client = try await kiosk.watch()
    for number in 0..<57 {
      _ = try await client.call(
        100 + number, "batch.open", #"{"name":"n\#(number)","enterprise":\#(BatchWindow.enterprise)}"#)
    }
    var names: [String] = []
    for (id, page) in ["{}", #"{"offset":50}"#, #"{"offset":57}"#].enumerated() {
      let batches = try await client.call(id + 10, "batch.list", page)["result"]["batches"].elements
      #expect(batches.count == [50, 7, 0][id])
      names += batches.compactMap(\.["name"].text)
    }
    #expect(names == (0..<57).reversed().map { "n\($0)" })
    let all = try await client.call(20, "batch.list", #"{"limit":200}"#)["result"]["batches"].elements
    #expect(all.compactMap(\.["name"].text) == names)
    await kiosk.stop()
  }

  @Test(
    "a full disk in the middle of a run is told, the run ends, and another one takes the card that still lies there"
  )
  func fullDisk() async throws {
    guard await TroubledCounter.isPossible() else { return }
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    let client = try await window.connect()
    _ = try await client.call(2, "batch.open", #"{"name":"x","enterprise":\#(BatchWindow.enterprise)}"#)
    let before = try await window.client("batch", "run", "1", "--count", "1", "--json")
    #expect(before.json["mark"].text == "filed", "\(before.errors)")
    try await window.lay("2")
    try await window.counter.fill()
    let full = try await window.client("batch", "run", "1")
    #expect(full.status != 0 && full.errors.contains("archive.full"), "\(full.errors)")
    try await window.counter.makeRoom()
    let after = try await window.client("batch", "run", "1", "--count", "1", "--json")
    #expect(after.json["mark"].text == "filed", "\(after.errors)")
    // A card that cannot be read is a row, and that has no room either.
    try await window.lay("ordinary")
    try await window.counter.fill()
    let unread = try await client.call(3, "batch.swipe", #"{"batch":"1","timeoutSeconds":20}"#)
    #expect(unread["error"]["data"]["reason"].text == "archive.full")
    try await window.counter.makeRoom()
    let noted = try await client.call(4, "batch.swipe", #"{"batch":"1","timeoutSeconds":20}"#)["result"]
    #expect(noted["failure"]["reason"].text == "card.needsSAM")
    let shown = try await client.call(5, "batch.show", #"{"batch":"1"}"#)["result"]
    #expect(shown["rows"].elements.map(\.["mark"].text) == ["failed", "filed", "filed"])
    try await ArchiveFiles(window.counter.copy()).check(persons: 2, readings: 2)
    try await window.stop()
  }
}
