import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Long work on the archive from the command line", .timeLimit(.minutes(2)))
struct ArchiveWorkTests {
  @Test("an archive of the first version is brought up with progress, while nobody has it")
  func migrate() async throws {
    let folder = try ScratchFolder()
    let state = folder.file("state")
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    chmod(state, 0o700)
    let dump = Programs.repository + "/Fixtures/archive/schema-1.sql"
    let shell = try RunningProgram("/usr/bin/sqlite3", [state + "/archive.db", ".read \(dump)"])
    #expect(await shell.wait() == 0)
    try Data(0..<32).write(to: URL(fileURLWithPath: state + "/archive.key"))
    chmod(state + "/archive.key", 0o600)
    chmod(state + "/archive.db", 0o600)
    let words = ["archive", "migrate", "--state-dir", state, "--config", folder.file("none.conf")]
    let migrated = try await Kiosk.client(words + ["--json"], in: folder)
    #expect(
      migrated.status == 0 && migrated.json["from"].number == 1, "\(migrated.output) \(migrated.errors)")
    let newest = try #require(migrated.json["to"].number)
    let again = try await Kiosk.client(words, in: folder)
    #expect(again.status == 0 && again.output.contains("\(newest) → \(newest)"))
    let none = try await Kiosk.client(
      ["archive", "migrate", "--state-dir", folder.file("none"), "--json"], in: folder)
    #expect(none.json["error"]["reason"].text == "archive.missing")
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let inUse = try await Kiosk.client(words + ["--json"], in: folder)
    #expect(inUse.json["error"]["reason"].text == "archive.inUse")
    let list = try await Kiosk.client(["person", "list", "--json"], in: folder)
    #expect(list.json["total"].number == 1)
    #expect(await counter.stop() == 0)
  }

  @Test("stored blocks are decoded once a decoder is there, and those that it cannot draw are named")
  func portraits() async throws {
    let window = try await PCSCWindow(configuration: "window.id = test-window\n")
    let folder = window.kiosk.folder
    for index in 0..<2 {
      if index > 0 { try await window.lift() }
      let card = SyntheticPeople(seed: 12).citizen(index)
      try await window.lay(try Cards.write(card, to: "card-\(index)", in: folder))
      #expect(try await window.read("--file").json["filing"]["outcome"].text == "filed")
    }
    let without = try await window.kiosk.client("archive", "decode-portraits", "--json")
    #expect(without.json["error"]["reason"].text == "portrait.noDecoder")
    await window.stop()
    try folder.write(Kiosk.standInPortraits, to: "with.conf")
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("with.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let decoded = try await Kiosk.client(["archive", "decode-portraits", "--json"], in: folder)
    #expect(decoded.status == 0 && decoded.json["decoded"].number == 2, "\(decoded.output)")
    #expect(decoded.json["failed"].elements.isEmpty && !decoded.json["next"].exists)
    let anew = try await Kiosk.client(["archive", "decode-portraits", "--anew"], in: folder)
    #expect(anew.status == 0 && anew.output.contains("decoded: 2"))
    #expect(await counter.stop() == 0)
  }
}
