import Foundation
import TestSupport
import Testing

@Suite("Looking after the archive from the command line", .timeLimit(.minutes(2)))
struct ArchiveCommandTests {
  @Test("it is checked and backed up while it is in use, and restored while it is not")
  func backup() async throws {
    let window = try await PCSCWindow(card: "1")
    let folder = window.kiosk.folder
    #expect(try await window.read("--file").json["filing"]["outcome"].text == "filed")
    let check = try await window.kiosk.client("archive", "check", "--json")
    #expect(check.status == 0 && check.json["sound"].flag == true && check.json["persons"].number == 1)
    let verify = try await window.kiosk.client("audit", "verify", "--json")
    #expect(verify.status == 0 && verify.json["sound"].flag == true, "\(verify.output)")
    let backup = try await window.kiosk.client("archive", "backup", "--name", "monday.db", "--json")
    #expect(backup.status == 0 && backup.json["report"]["persons"].number == 1)
    let file = try #require(backup.json["file"].text)
    let again = try await window.kiosk.client("archive", "backup", "--name", "monday.db", "--json")
    #expect(again.json["error"]["reason"].text == "backup.exists")

    let options = ["--state-dir", folder.file("state"), "--config", folder.file("idkiosk.conf"), "--json"]
    let inUse = try await Kiosk.client(["archive", "restore", file] + options, in: folder)
    #expect(inUse.json["error"]["reason"].text == "archive.inUse")
    await window.stop()
    let missing = try await Kiosk.client(["archive", "restore", file + "x"] + options, in: folder)
    #expect(missing.json["error"]["reason"].text == "backup.missing")
    // One that only half reached its medium puts nothing in the archive's place.
    let torn = folder.file("torn.db")
    try Data(Data(contentsOf: URL(fileURLWithPath: file)).prefix(20_000)).write(
      to: URL(fileURLWithPath: torn))
    let unusable = try await Kiosk.client(["archive", "restore", torn] + options, in: folder)
    #expect(unusable.json["error"]["reason"].text == "backup.unusable")
    // A window of its own has no centre to be made.
    let alone = try await Kiosk.client(["archive", "init"] + options, in: folder)
    #expect(alone.json["error"]["reason"].text == "archive.centreNotNamed")
    let restored = try await Kiosk.client(["archive", "restore", file] + options, in: folder)
    #expect(restored.status == 0 && restored.json["persons"].number == 1)
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("idkiosk.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let list = try await Kiosk.client(["person", "list", "--json"], in: folder)
    #expect(list.json["total"].number == 1)
    #expect(await counter.stop() == 0)
  }
}
