import Foundation
import TestSupport
import Testing

@Suite("An archive that must not be used", .timeLimit(.minutes(2)))
struct ArchiveTroubleTests {
  /// Starts the counter on `folder` and lets it make its archive.
  private func made(_ folder: ScratchFolder) async throws {
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    #expect(await counter.stop() == 0)
  }

  private func refusal(_ folder: ScratchFolder) async throws -> String {
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    #expect(await counter.wait() == 69)
    let reason = counter.errors.compactMap { $0.components(separatedBy: "reason=").dropFirst().first }.last
    return reason?.split(separator: " ").first.map(String.init) ?? ""
  }

  private func sqlite(_ folder: ScratchFolder, _ statement: String) async throws {
    let program = try RunningProgram("/usr/bin/sqlite3", [folder.file("state/archive.db"), statement])
    try #require(await program.wait() == 0)
  }

  @Test("written by a newer version, it is refused and not touched")
  func newer() async throws {
    let folder = try ScratchFolder()
    try await made(folder)
    try await sqlite(folder, "PRAGMA user_version = 999")
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file("state/archive.db")))
    #expect(try await refusal(folder) == "archive.newer")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("state/archive.db"))) == before)
  }

  @Test("that the check after the start finds damaged, it is told in the log and by status")
  func found() async throws {
    let folder = try ScratchFolder()
    try folder.write("long enough\n", to: "password")
    var counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let added = try await Kiosk.client(
      ["clerk", "add", "li", "--role", "clerk", "--password-file", folder.file("password")], in: folder)
    #expect(added.status == 0)
    let check = try await Kiosk.client(["archive", "check", "--json"], in: folder)
    #expect(check.json["sound"].flag == true)
    let before = try await Kiosk.client(["status", "--json"], in: folder)
    #expect(before.json["archive"]["ok"].flag == true && before.json["archiveCheck"]["sound"].flag == true)
    #expect(await counter.stop() == 0)
    try await sqlite(folder, "DROP TRIGGER audit_kept_from_change; UPDATE audit SET actor = 'somebody'")
    counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    _ = try await counter.errorLine { $0.contains("the archive is damaged") }
    let status = try await Kiosk.client(["status", "--json"], in: folder)
    #expect(status.status != 0 && status.json["archive"]["failure"]["reason"].text == "archive.damaged")
    #expect(status.json["archiveCheck"]["auditFaults"].number ?? 0 > 0, "\(status.output)")
    let doctor = try await Kiosk.client(["doctor", "--json"], in: folder)
    let found = doctor.json["checks"].elements.first { $0["subject"].text == "archive" }
    #expect(doctor.status == 1 && found?["reason"].text == "archive.damaged")
    #expect(await counter.stop() == 0)
  }

  @Test("made by another program, it is refused")
  func foreign() async throws {
    let folder = try ScratchFolder()
    try await made(folder)
    try await sqlite(folder, "PRAGMA application_id = 7")
    #expect(try await refusal(folder) == "archive.foreign")
  }

  @Test("with the key of another archive, it is refused, and told apart from damage")
  func wrongKey() async throws {
    let folder = try ScratchFolder()
    let other = try ScratchFolder()
    try await made(folder)
    try await made(other)
    try FileManager.default.removeItem(atPath: folder.file("state/archive.wrapping-1.key"))
    try FileManager.default.copyItem(
      atPath: other.file("state/archive.wrapping-1.key"), toPath: folder.file("state/archive.wrapping-1.key"))
    #expect(try await refusal(folder) == "archive.keyWrong")
  }

  @Test("with a key that others may read, it is refused")
  func openKey() async throws {
    let folder = try ScratchFolder()
    try await made(folder)
    #expect(chmod(folder.file("state/archive.wrapping-1.key"), 0o644) == 0)
    #expect(try await refusal(folder) == "archive.keyUnusable")
  }

  @Test("damaged, it is refused")
  func damaged() async throws {
    let folder = try ScratchFolder()
    try await made(folder)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("state/archive.db")))
    try file.seek(toOffset: 100)
    try file.write(contentsOf: Data(repeating: 0x5A, count: 3_996))
    try file.close()
    #expect(try await refusal(folder) == "archive.damaged")
  }
}
