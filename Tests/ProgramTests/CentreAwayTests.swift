import Emulation
import TestSupport
import Testing

@Suite("A mobile number at a window whose centre is away", .timeLimit(.minutes(2)))
struct CentreAwayTests {
  /// The folder and the configuration file of a window whose centre has just been made.
  private static func made(_ setting: String) async throws -> (ScratchFolder, file: String) {
    let folder = try ScratchFolder()
    let file = try folder.write(setting, to: "idkiosk.conf")
    let made = try await Kiosk.client(
      ["archive", "init", "--state-dir", folder.file("state"), "--config", file], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    return (folder, file)
  }

  @Test(
    "a card is read and shown, and its filing waits; a mobile number is refused in clear words, and goes on with the centre"
  )
  func window() async throws {
    let server = try await PostgreSQLServer()
    let setting = "archive.postgresql = \(server.target())\n"
    let (folder, _) = try await Self.made(setting)
    let bench = try await NumberWindow(more: setting, folder: folder)
    let card = SyntheticPeople(seed: 25).citizen(1)
    let visit = try await bench.read(card, "one")
    await server.kill()

    let shown = try await bench.window.read()
    #expect(shown.status == 0 && shown.json["document"]["number"].text == card.number)
    let filed = try await bench.window.read("--file")
    #expect(filed.status == 0 && filed.json["document"]["number"].text == card.number)
    #expect(filed.json["filing"]["outcome"].text == "queued")
    let refused = try await bench.send(visit.session, "bind", "13500000001")["error"]["data"]
    #expect(refused["reason"].text == "archive.centreAway" && refused["retry"].flag == true)
    let status = try await Kiosk.client(["status", "--json"], in: folder)
    #expect(status.json["archive"]["failure"]["reason"].text == "archive.centreAway", "\(status.output)")

    try await server.start()
    // The session was filed before: it gets its first answer.
    try await CentreWindow.delivered(visit.session, "filed", to: bench.window.watcher)
    let again = try await bench.window.read("--file")
    #expect(again.json["filing"]["person"].text == visit.person && again.status == 0)
    #expect(try await bench.send(visit.session, "bind", "13500000001")["error"]["data"]["reason"].text == nil)
    let code = try await bench.code(to: "13500000001")
    let bound = try await bench.confirm(visit.session, "bind", code)
    #expect(bound["result"]["phoneMasked"].text == "135****1", "\(bound)")
    #expect(try await server.sql("SELECT count(*) FROM reading") == ["1"])
    await bench.stop()
  }

  @Test("started without its centre, it looks through the archive as soon as the centre is there")
  func startedAway() async throws {
    let server = try await PostgreSQLServer()
    let (folder, file) = try await Self.made("archive.postgresql = \(server.target())\n")
    await server.kill()
    let daemon = try Kiosk.startCounterDaemon(folder, file)
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    _ = try await daemon.errorLine { $0.contains("the archive cannot be checked") }
    try await server.start()
    var check = JSONValue("{}")["none"]
    while !check.exists {
      check = try await Kiosk.client(["status", "--json"], in: folder).json["archiveCheck"]
    }
    #expect(check["sound"].flag == true)
    #expect(await daemon.stop() == 0)
  }
}
