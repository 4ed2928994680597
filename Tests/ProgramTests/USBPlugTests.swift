import TestSupport
import Testing

@Suite("USB readers that come and go", .timeLimit(.minutes(2)))
struct USBPlugTests {
  private static func steps(of shape: MockUSBReader.Shape) -> [(String, String)] {
    // The readers with counted reports select nothing.
    shape == .counted ? steps.filter { $0.0 != "select" } : steps
  }
  static let steps = [("find", "2001"), ("select", "2002"), ("read", "3001")]

  @Test(
    "pulled out in any step the reader is gone, and plugged in again it reads",
    arguments: [MockUSBReader.Shape.split, .single, .plain, .counted])
  func pulled(shape: MockUSBReader.Shape) async throws {
    let window = try await USBWindow(try await MockUSBReader(shape)) { try await $0.do("plug") }
    _ = try await window.settled()
    let watcher = try await window.kiosk.watch()
    for (index, (word, request)) in Self.steps(of: shape).enumerated() {
      try await window.reader.do("card \(index + 1)")
      try await window.reader.do("fault \(word) drop x1")
      let before = window.reader.count("request \(request)")
      let reading = try window.startReading()
      try await window.reader.event("request \(request)", after: before)
      try await window.reader.do("unplug")
      #expect(await reading.json().reason == "reader.gone", "in \(word)")
      _ = try await watcher.line(number: index + 1) { $0["params"]["present"].flag == false }
      #expect(try await window.read().json.reason == "reader.none")
      try await window.reader.do("plug")
      _ = try await watcher.line(number: index + 1) {
        $0["params"]["present"].flag == true && $0["params"]["reader"]["state"].text == "ready"
      }
      #expect(try await window.read().json["document"].exists, "after \(word)")
    }
    await window.stop()
  }

  @Test("pulled out while somebody waits for a card the reader is gone at once")
  func pulledWhileWaiting() async throws {
    let window = try await USBWindow()
    let reading = try window.startReading("--timeout", "600")
    try await window.reader.event("request 2001", after: 1)
    try await window.reader.do("unplug")
    #expect(await reading.json().reason == "reader.gone")
    await window.stop()
  }

  @Test("a session ends when its reader goes, and nothing of it can be filed")
  func sessionEnds() async throws {
    let window = try await USBWindow(card: "1")
    let client = try await window.kiosk.watch()
    let session = try #require(try await window.read().json["session"].text)
    try await window.reader.do("unplug")
    _ = try await client.line {
      $0["params"]["state"].text == "ended" && $0["params"]["session"].text == session
    }
    let refused = try await client.call(11, "card.file", #"{"session":"\#(session)"}"#)
    #expect(refused["error"]["data"]["reason"].text == "session.ended")
    await window.stop()
  }

  @Test("a read that comes while a reader is still telling who it is waits for that and reads")
  func whileOpening() async throws {
    let window = try await USBWindow { _ in }
    try await window.reader.do("fault id delay 700 x1")
    try await window.reader.do("card 1")
    try await window.reader.do("plug")
    try await window.reader.event("request 12FF")
    let answer = try await window.read()
    #expect(answer.status == 0, "\(answer.json.reason ?? "")")
    await window.stop()
  }

  @Test("a kernel driver is put aside for the reader daemon and gets the reader back when it stops")
  func kernelDriver() async throws {
    let window = try await USBWindow { reader in
      try await reader.do("driver on")
      try await reader.do("card 1")
      try await reader.do("plug")
    }
    #expect(try await window.settled()["state"].text == "ready")
    #expect(try await window.read().status == 0)
    try await window.reader.do("times instant")
    #expect(Self.driver(window) == ["detached"])
    #expect(await window.kiosk.stop() == [0, 0])
    try await window.reader.do("times instant")
    #expect(Self.driver(window) == ["detached", "attached"])
    #expect(window.reader.count("claimed") == window.reader.count("released"))
    await window.reader.stop()
  }

  private static func driver(_ window: USBWindow) -> [String] {
    window.reader.bridge.output.filter { $0 == "detached" || $0 == "attached" }
  }

  @Test("the daemons, stopped in the middle of a read, tell the client and give the reader back")
  func stopped() async throws {
    let window = try await USBWindow(card: "1")
    try await window.reader.do("fault read drop")
    let reading = try window.startReading()
    try await window.reader.event("request 3001")
    #expect(await window.kiosk.readerDaemon.stop() == 0)
    #expect(await reading.json().reason == "service.stopping")
    try await window.reader.event("released")
    #expect(await window.kiosk.counterDaemon.stop() == 0)
    await window.reader.stop()
  }

  static let killedIn = [("find", "2001"), ("read", "3001")]

  @Test("a client killed in the middle of a read leaves the reader to the next one", arguments: killedIn)
  func killed(step: (word: String, request: String)) async throws {
    let window = try await USBWindow(card: "1")
    try await window.reader.do("fault \(step.word) delay 1500 x1")
    let reading = try window.startReading()
    try await window.reader.event("request \(step.request)")
    reading.send(9)
    await reading.wait()
    try await window.released()
    let next = try ExpectedCard("citizen-renewed")
    try await window.reader.do("card " + next.path)
    next.expect(try await window.read().json)
    await window.stop()
  }
}
