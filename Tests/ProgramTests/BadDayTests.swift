import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Bad days with a PC/SC reader", .timeLimit(.minutes(2)))
struct BadDayTests {
  @Test("a card pulled at any step of a read is told as such, and the next card is read")
  func pulled() async throws {
    let window = try await PCSCWindow()
    for step in [1, 3, 6] {
      let before = window.lifted
      try await window.reader.command("reader 0 fault pull-at \(step)")
      try await window.lay("1")
      let pulled = try await window.read("--file")
      #expect(pulled.json["error"]["reason"].text == "card.removed", "step \(step): \(pulled.output)")
      #expect(!pulled.json["document"].exists)
      try await window.isLifted(before + 1)
    }
    try await window.reader.command("reader 0 fault none")
    try await window.lay("2")
    let answer = try await window.read("--file")
    #expect(answer.json["filing"]["outcome"].text == "filed")
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 1)
    await window.stop()
  }

  @Test("a card that never answers is given up; the other reader goes on meanwhile")
  func hung() async throws {
    let window = try await PCSCWindow()
    try await window.reader.command("reader 0 fault hang-at 3")
    try await window.lay("1", slot: 0)
    let first = VirtualReader.ids[0]
    let hanging = try Kiosk.startClient(["read", "--json", "--reader", first], in: window.kiosk.folder)
    _ = try await window.reader.program.outputLine { $0.contains("silent") }
    try await window.lay("2", slot: 1)
    let other = try await window.read("--reader", VirtualReader.ids[1])
    #expect(other.status == 0)
    await hanging.wait()
    #expect(JSONValue(hanging.output.joined())["error"]["reason"].text == "reader.hung")
    let still = try await window.read("--reader", first)
    #expect(still.json["error"]["reason"].text == "reader.hung")
    await window.stop()
  }

  @Test("a page that is too short and a status that is none are told, and the reader works again")
  func badAnswers() async throws {
    let window = try await PCSCWindow()
    let cases = [("short-page 2", "reader.badAnswer"), ("status-at 3 6F00", "card.readFailed")]
    for (fault, reason) in cases {
      try await window.reader.command("reader 0 fault \(fault)")
      try await window.lay("1")
      #expect(try await window.read().json["error"]["reason"].text == reason, "\(fault)")
      try await window.lift()
    }
    try await window.reader.command("reader 0 fault none")
    try await window.lay("1")
    #expect(try await window.read().status == 0)
    await window.stop()
  }

  @Test("pcscd stopped and started again while the daemons run: the reader goes, comes back and reads")
  func restartedService() async throws {
    let window = try await PCSCWindow()
    let watcher = try await window.kiosk.watch()
    let waiting = try Kiosk.startClient(["read", "--json"], in: window.kiosk.folder)
    _ = try await window.kiosk.watch()
    let claimed = try await Self.claimed(watcher)
    #expect(claimed)
    try await window.reader.command("pcscd stop")
    await waiting.wait()
    #expect(JSONValue(waiting.output.joined())["error"]["reason"].text == "reader.gone")
    try await window.reader.command("pcscd start")
    _ = try await watcher.line(number: 2) {
      $0["method"].text == "reader.changed" && $0["params"]["present"].flag == true
        && $0["params"]["reader"]["state"].text == "ready"
    }
    try await window.lay("1")
    #expect(try await window.read().status == 0)
    await window.stop()
  }

  /// Waits until somebody has claimed the readers.
  private static func claimed(_ client: WireClient) async throws -> Bool {
    for id in 1_000..<100_000 {
      let readers = try await client.call(id, "reader.list")["result"]["readers"].elements
      if readers.contains(where: { $0["claimed"].flag == true }) { return true }
    }
    return false
  }

  @Test("the daemons killed in the middle of a read come back and read on; what was filed is there once")
  func killed() async throws {
    let window = try await PCSCWindow(card: "1")
    let folder = window.kiosk.folder
    #expect(try await window.read("--file").json["filing"]["outcome"].text == "filed")
    window.kiosk.readerDaemon.send(SIGKILL)
    window.kiosk.counterDaemon.send(SIGKILL)
    await window.kiosk.readerDaemon.wait()
    await window.kiosk.counterDaemon.wait()
    let reader = try Kiosk.startReaderDaemon(
      folder, "pcsc", window.reader.environment, folder.file("idkiosk.conf"))
    _ = try await reader.errorLine { $0.hasSuffix(": ready") }
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("idkiosk.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    _ = try await reader.errorLine { $0.contains("2 now") }
    let again = try await window.read("--file")
    #expect(again.json["filing"]["outcome"].text == "unchanged")
    #expect(try await window.kiosk.client("person", "list", "--json").json["total"].number == 1)
    await counter.stop()
    await reader.stop()
    await window.reader.stop()
  }

  @Test("a reader daemon that answers nonsense costs the caller an internal error, and no more")
  func nonsense() async throws {
    let folder = try ScratchFolder()
    let nonsense = try NonsenseServer(folder.file("reader.sock"))
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let answer = try await Kiosk.client(["read", "--json"], in: folder)
    #expect(answer.json["error"]["reason"].text == "service.internal")
    #expect(try await Kiosk.client(["person", "list", "--json"], in: folder).status == 0)
    await counter.stop()
    nonsense.stop()
  }
}
