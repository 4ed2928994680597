import Foundation
import TestSupport
import Testing

@Suite("Windows on a central archive", .timeLimit(.minutes(3)))
struct CentreTests {
  private let server: PostgreSQLServer

  init() async throws {
    server = try await PostgreSQLServer(access: ["local all guarded scram-sha-256"])
  }

  private func window(_ target: String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write("archive.postgresql = \(target)\n", to: "idkiosk.conf")
    return folder
  }

  private func start(_ folder: ScratchFolder) throws -> RunningProgram {
    try Kiosk.startCounterDaemon(folder, folder.file("idkiosk.conf"))
  }

  private func refusal(_ folder: ScratchFolder) async throws -> String? {
    let daemon = try start(folder)
    #expect(await daemon.wait() == 69)
    let reasons = daemon.errors.compactMap { $0.components(separatedBy: "reason=").dropFirst().first }
    return reasons.last?.split(separator: " ").first.map(String.init)
  }

  private func alone(_ words: [String], _ folder: ScratchFolder) async throws -> Kiosk.Answer {
    try await Kiosk.client(
      words + ["--json", "--state-dir", folder.file("state"), "--config", folder.file("idkiosk.conf")],
      in: folder)
  }

  private func reason(_ answer: Kiosk.Answer) -> String? { answer.json["error"]["reason"].text }

  @Test("the centre is made once, a window is enrolled with a sealed file, and both see the same archive")
  func enrolment() async throws {
    let target = try await server.makeSchema()
    let (first, second) = (try window(target), try window(target))
    #expect(try await refusal(first) == "archive.centreEmpty")
    let made = try await alone(["archive", "init"], first)
    #expect(made.status == 0, "\(made.errors)\(made.output)")
    #expect(try await refusal(second) == "archive.keyUnusable")

    let passphrase = try first.write("correct horse battery\n", to: "passphrase")
    let wrong = try first.write("correct horse batteries\n", to: "wrong")
    let file = first.file("window.enrol")
    #expect(try await alone(["window", "enrol", file, "--passphrase-file", passphrase], first).status == 0)
    #expect(
      try await reason(alone(["window", "enrol", file, "--passphrase-file", passphrase], first))
        == "file.exists", "a file that is there is not written over")
    let short = try first.write("too short\n", to: "short")
    #expect(
      try await reason(alone(["window", "enrol", file + "2", "--passphrase-file", short], first))
        == "enrolment.passphrase")
    let sealed = try first.bytes("window.enrol")
    for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] {
      let key = Data(try first.bytes("state/" + name))
      #expect(Data(sealed).range(of: key) == nil)
    }
    let refused = try await alone(
      ["archive", "init", "--enrol", file, "--passphrase-file", wrong], second)
    #expect(reason(refused) == "enrolment.unusable")
    #expect(!FileManager.default.fileExists(atPath: second.file("state/archive.lookup-1.key")))
    try await strangersKeys(file, passphrase, second)
    let taken = try await alone(
      ["archive", "init", "--enrol", file, "--passphrase-file", passphrase], second)
    #expect(taken.status == 0, "\(taken.errors)\(taken.output)")

    #expect(try await reason(alone(["archive", "restore", file], first)) == "backup.atCentre")
    let versions = try await alone(["archive", "migrate"], second)
    #expect(versions.json["from"].number == versions.json["to"].number && versions.status == 0)

    let (one, two) = (try start(first), try start(second))
    _ = try await one.errorLine { $0.hasSuffix(": ready") }
    _ = try await two.errorLine { $0.hasSuffix(": ready") }
    // New keys reach a window while it works.
    #expect(
      try await alone(["archive", "init", "--enrol", file, "--passphrase-file", passphrase], second).status
        == 0)
    #expect(try await Kiosk.client(["window", "set", "window.name", "centre-named"], in: first).status == 0)
    let trail = try await Kiosk.client(["audit", "list", "--json"], in: second)
    #expect(trail.json["lines"].elements.contains { $0["act"].text == "window.set" })
    let backup = try await Kiosk.client(["archive", "backup", "--json"], in: first)
    #expect(reason(backup) == "backup.atCentre")
    #expect(try await Kiosk.client(["archive", "check", "--json"], in: second).json["sound"].flag == true)
    #expect(await one.stop() == 0)
    #expect(await two.stop() == 0)
  }

  /// Keys that are not the archive's are not kept, and none of those in the window's folder is written over.
  private func strangersKeys(_ file: String, _ passphrase: String, _ window: ScratchFolder) async throws {
    let stranger = try self.window(try await server.makeSchema())
    #expect(try await alone(["archive", "init"], stranger).status == 0)
    let theirs = stranger.file("theirs")
    #expect(
      try await alone(["window", "enrol", theirs, "--passphrase-file", passphrase], stranger).status == 0)
    let enrol = { (file: String, window: ScratchFolder) in
      reason(try await alone(["archive", "init", "--enrol", file, "--passphrase-file", passphrase], window))
    }
    #expect(try await enrol(theirs, window) == "archive.keyWrong")
    let key = window.file("state/archive.lookup-1.key")
    #expect(!FileManager.default.fileExists(atPath: key))
    // A name of a database that is another one's: nothing is made there.
    let empty = try self.window(try await server.makeSchema())
    #expect(try await enrol(file, empty) == "archive.centreEmpty")
    #expect(!FileManager.default.fileExists(atPath: empty.file("state/archive.lookup-1.key")))
    #expect(try await reason(alone(["archive", "migrate"], empty)) == "archive.centreEmpty")
    let own = try stranger.bytes("state/archive.lookup-1.key")
    #expect(try await enrol(file, stranger) == "enrolment.otherKeys")
    #expect(try stranger.bytes("state/archive.lookup-1.key") == own)
  }

  @Test("other keys are refused at the start")
  func keys() async throws {
    let (first, second) = (
      try window(try await server.makeSchema()), try window(try await server.makeSchema())
    )
    #expect(try await alone(["archive", "init"], first).status == 0)
    #expect(try await alone(["archive", "init"], second).status == 0)
    let conf = try Data(contentsOf: URL(fileURLWithPath: first.file("idkiosk.conf")))
    try conf.write(to: URL(fileURLWithPath: second.file("idkiosk.conf")))
    #expect(try await refusal(second) == "archive.keyWrong")
  }

  @Test("a centre that goes away is told to whoever asks, and there again it is used again")
  func away() async throws {
    let folder = try window(try await server.makeSchema())
    #expect(try await alone(["archive", "init"], folder).status == 0)
    let daemon = try start(folder)
    _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
    #expect(try await Kiosk.client(["person", "list", "--json"], in: folder).status == 0)
    await server.kill()
    let refused = try await Kiosk.client(["person", "list", "--json"], in: folder)
    #expect(reason(refused) == "archive.centreAway" && refused.status != 0)
    try await server.start()
    #expect(try await Kiosk.client(["person", "list", "--json"], in: folder).status == 0)
    #expect(await daemon.stop() == 0)
    // A window whose centre is away starts all the same: cards can be read.
    await server.kill()
    let waiting = try start(folder)
    _ = try await waiting.errorLine { $0.hasSuffix(": ready") }
    #expect(reason(try await Kiosk.client(["person", "list", "--json"], in: folder)) == "archive.centreAway")
    try await server.start()
    #expect(try await Kiosk.client(["person", "list", "--json"], in: folder).status == 0)
    #expect(await waiting.stop() == 0)
  }

  @Test("a wrong password is refused, and no password may stand in the configuration")
  func passwords() async throws {
    try await server.sql("CREATE ROLE guarded LOGIN PASSWORD 'right'; GRANT ALL ON SCHEMA public TO guarded")
    let folder = try ScratchFolder()
    let passfile = try folder.write("*:*:*:guarded:wrong\n", to: "pgpass")
    chmod(passfile, 0o600)
    try folder.write(
      "archive.postgresql = host=\(server.folder.path) dbname=postgres user=guarded passfile=\(passfile)\n",
      to: "idkiosk.conf")
    #expect(try await refusal(folder) == "archive.centreRefused")
    try folder.write("*:*:*:guarded:right\n", to: "pgpass")
    chmod(passfile, 0o600)
    #expect(try await alone(["archive", "init"], folder).status == 0)
    try folder.write(
      "archive.postgresql = host=\(server.folder.path) user=guarded password=right\n", to: "idkiosk.conf")
    let daemon = try start(folder)
    #expect(await daemon.wait() == 78)
    #expect(!daemon.errors.joined().contains("password"))
  }
}
