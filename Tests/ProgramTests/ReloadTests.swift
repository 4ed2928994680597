import TestSupport
import Testing

@Suite("A configuration that is read again", .timeLimit(.minutes(2)))
struct ReloadTests {
  private let base = Kiosk.standInPortraits

  @Test("takes effect while clients stay connected, and whoever watches hears of it")
  func takesEffect() async throws {
    let counter = try await ManagedCounter(configuration: base + "window.name = 一号\n")
    let watcher = try await counter.client()
    _ = try await watcher.call(2, "watch")
    try await counter.reload(base + "window.name = 二号\nclerk.wrongTries = 9\n")
    let change = try await watcher.line {
      $0["method"].text == "window.changed" && $0["params"]["key"].text == "window.name"
    }
    #expect(change["params"]["value"].text == "二号")
    let shown = try await watcher.call(3, "window.show")["result"]["settings"].elements
    let tries = try #require(shown.first { $0["key"].text == "clerk.wrongTries" })
    #expect(tries["value"].text == "9" && tries["fixed"].flag == true)
    #expect(counter.count("reloading") == 1)
    await counter.stop()
  }

  @Test("says of what is read at the start that it takes effect later")
  func later() async throws {
    let counter = try await ManagedCounter(configuration: base)
    try await counter.reload(base + "page.port = 0\nwindow.name = 三号\n")
    let lines = try await counter.manager.errors { $0.contains { $0.contains("configuration read again") } }
    #expect(lines.contains { $0.hasPrefix("idkioskd: page.port ") })
    #expect(!lines.contains { $0.contains("window.name") })
    await counter.stop()
  }

  @Test("leaves everything as it is where a line is wrong, and names the line")
  func wrong() async throws {
    let counter = try await ManagedCounter(configuration: base + "window.name = 一号\n")
    let client = try await counter.client()
    try await counter.reload(base + "window.name = 二号\nwindow.colour = red\n")
    let lines = try await counter.manager.errors { $0.contains { $0.contains("settings stay as they were") } }
    let line = base.split(separator: "\n").count + 2
    #expect(lines.contains { $0.hasSuffix("reason=start.configInvalid detail=\(line)") })
    #expect(try await client.call(2, "status")["result"]["window"]["name"].text == "一号")
    await counter.stop()
  }

  @Test("lets readers in that belong to the window now, and decides anew about those that do not")
  func readers() async throws {
    let reader = try await VirtualReader()
    let folder = try ScratchFolder()
    let kiosk = try await Kiosk(
      folder: folder, links: "pcsc", environment: reader.environment,
      configuration: base + "readers.known = another\n")
    let watcher = try await kiosk.watch()
    try await reader.put(Cards.path("citizen-ordinary"))
    let refused = try await kiosk.client("read", "--json", "--timeout", "30")
    #expect(refused.json.reason == "reader.notAccepted")
    try folder.write(base, to: "idkiosk.conf")
    kiosk.readerDaemon.send(1)
    _ = try await kiosk.readerDaemon.errorLine { $0.contains("configuration read again") }
    let read = try await kiosk.client("read", "--json", "--timeout", "30")
    #expect(read.json["document"].exists, "\(read.output)")
    #expect(watcher.lines.count > 1)
    await kiosk.stop()
    await reader.stop()
  }
}
