import Foundation
import TestSupport
import Testing

@Suite("Daemons that cannot start", .timeLimit(.minutes(2)))
struct StartTests {
  /// Runs a daemon that is expected to refuse; its exit status and the reason it gave.
  private func refusal(_ program: String, _ arguments: [String]) async throws -> (
    status: Int32, reason: String
  ) {
    let running = try RunningProgram(Programs.path(program), arguments)
    let status = await running.wait()
    let reason = running.errors.compactMap { $0.components(separatedBy: "reason=").dropFirst().first }.last
    let text = running.errors.joined()
    #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "no Chinese in: \(text)")
    return (status, reason?.split(separator: " ").first.map(String.init) ?? text)
  }

  private func folders(_ folder: ScratchFolder) -> [String] {
    ["--runtime-dir", folder.path, "--state-dir", folder.file("state"), "--config", folder.file("none.conf")]
  }

  @Test("say so on wrong usage", arguments: ["idkiosk-readerd", "idkioskd"])
  func usage(program: String) async throws {
    let refused = try await refusal(program, ["--no-such-flag"])
    #expect(refused.status == 64)
    #expect(refused.reason == "start.usage")
  }

  @Test("the client tells the commands of one group, and all where it knows no such group")
  func groups() async throws {
    let folder = try ScratchFolder()
    let group = try await Kiosk.client(["batch", "--help"], in: folder)
    #expect(group.status == 0)
    #expect(group.output.contains("idkiosk batch open") && !group.output.contains("idkiosk read"))
    let unknown = try await Kiosk.client(["batches"], in: folder)
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("idkiosk batch open") && unknown.errors.contains("idkiosk read"))
    #expect(unknown.errors.hasPrefix("idkiosk: 没有命令 batches / there is no command batches\n"))
  }

  @Test(
    "the client names the option that is wrong, in both languages, and a program that asked for JSON gets it",
    arguments: [
      ("read --fast", "没有选项 --fast / there is no option --fast"),
      ("read --file --file", "--file 写了两次 / --file was given twice"),
      ("read --file=yes", "--file 后面不能带值 / --file takes no value"),
      ("read --timeout", "--timeout 后面要写一个值 / --timeout needs a value"),
    ])
  func options(line: String, said: String) async throws {
    let words = line.split(separator: " ").map { String($0) }
    let folder = try ScratchFolder()
    let person = try await Kiosk.client(words, in: folder)
    #expect(person.status == 64 && person.output.isEmpty)
    #expect(person.errors.hasPrefix("idkiosk read: \(said)\n") && person.errors.contains("[start.usage]"))
    #expect(person.errors.hasSuffix("\nusage: idkiosk read [options]"))
    let program = try await Kiosk.client(["read", "--json"] + words.dropFirst(), in: folder)
    #expect(program.status == 64 && program.json["error"]["reason"].text == "start.usage")
  }

  struct Wrong: CustomTestStringConvertible {
    var line: String
    var number: Int
    var testDescription: String { line }
  }

  @Test(
    "name the line of the configuration that they refuse",
    arguments: [
      Wrong(line: "window.id = a\nwindow.colour = red", number: 2), Wrong(line: "window.id", number: 1),
      Wrong(line: "# fine\n\nportrait.interface = guess", number: 3),
      Wrong(line: "session.seconds = 0", number: 1),
      Wrong(line: "window.id = a\nwindow.id = b", number: 2),
      Wrong(line: "portrait.library = relative.so", number: 1),
    ])
  func configuration(wrong: Wrong) async throws {
    let folder = try ScratchFolder()
    let file = try folder.write(wrong.line, to: "c.conf")
    let running = try RunningProgram(
      Programs.path("idkioskd"),
      ["--runtime-dir", folder.path, "--state-dir", folder.file("state"), "--config", file])
    #expect(await running.wait() == 78)
    #expect(running.errors.contains { $0.hasSuffix("reason=start.configInvalid detail=\(wrong.number)") })
    #expect(!FileManager.default.fileExists(atPath: folder.file("state")))
  }

  @Test("name the file, the line and the cause when a file of readers is wrong, or not there")
  func readers() async throws {
    let folder = try ScratchFolder()
    let file = try folder.write("name = x\nshape = rings\nfacts = -\ntested = -\n[1:2]\n", to: "own.reader")
    for (path, said) in [(file, ":5: no reader is described like this"), ("/none", ":0: cannot be read")] {
      let configuration = try folder.write("readers.files = \(path)", to: "c.conf")
      let running = try RunningProgram(
        Programs.path("idkiosk-readerd"), ["--runtime-dir", folder.path, "--config", configuration])
      #expect(await running.wait() == 78)
      #expect(running.errors.contains { $0.hasSuffix(path + said) })
      #expect(running.errors.contains { $0.contains("reason=start.readersInvalid") })
    }
  }

  @Test("say so when the configuration cannot be read")
  func unreadable() async throws {
    let folder = try ScratchFolder()
    let refused = try await refusal(
      "idkiosk-readerd", ["--runtime-dir", folder.path, "--config", folder.path])
    #expect(refused.reason == "start.configUnreadable")
  }

  @Test("say so when the folder of the sockets cannot be made")
  func folder() async throws {
    let folder = try ScratchFolder()
    try folder.write("a file", to: "file")
    let refused = try await refusal("idkiosk-readerd", ["--runtime-dir", folder.file("file/deeper")])
    #expect(refused.reason == "start.folderUnusable")
  }

  @Test("a second daemon on the same socket is refused, and the first goes on")
  func secondDaemon() async throws {
    let kiosk = try await WireTests.kiosk()
    for program in ["idkiosk-readerd", "idkioskd"] {
      let refused = try await refusal(program, folders(kiosk.folder))
      #expect(refused.reason == "start.socketInUse")
    }
    #expect(try await kiosk.client("status", "--json").status == 0)
    await kiosk.stop()
  }

  @Test("a second daemon on the same archive is refused, and the first goes on")
  func secondArchive() async throws {
    let kiosk = try await WireTests.kiosk()
    let other = try ScratchFolder()
    let refused = try await refusal(
      "idkioskd",
      [
        "--runtime-dir", other.path, "--state-dir", kiosk.folder.file("state"), "--config",
        other.file("none"),
      ])
    #expect(refused.reason == "archive.inUse")
    #expect(try await kiosk.client("status", "--json").json["archive"]["ok"].flag == true)
    await kiosk.stop()
  }

  @Test("the client says which daemon is not there")
  func absent() async throws {
    let folder = try ScratchFolder()
    let none = try await Kiosk.client(["read", "--json"], in: folder)
    #expect(none.status == 69)
    #expect(none.json["error"]["reason"].text == "service.counterAbsent")
    let counter = try Kiosk.startCounterDaemon(folder, folder.file("none.conf"))
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let alone = try await Kiosk.client(["read", "--json"], in: folder)
    #expect(alone.status == 69)
    #expect(alone.json["error"]["reason"].text == "service.readersAbsent")
    await counter.stop()
  }

  @Test("a daemon that is stopped tells a waiting client so, and exits with success")
  func stopping() async throws {
    let window = try await PCSCWindow()
    let client = try await window.kiosk.watch()
    client.send(#"{"jsonrpc":"2.0","id":5,"method":"card.read"}"#)
    _ = try await client.line { $0["method"].text == "read.progress" }
    #expect(await window.kiosk.counterDaemon.stop() == 0)
    let answer = try await client.line { $0["id"].number == 5 }
    #expect(answer["error"]["data"]["reason"].text == "service.stopping")
    #expect(await window.kiosk.readerDaemon.stop() == 0)
    await window.reader.stop()
  }

  @Test("without any reader a read says so at once")
  func noReader() async throws {
    let kiosk = try await WireTests.kiosk()
    let answer = try await kiosk.client("read", "--json")
    #expect(answer.json["error"]["reason"].text == "reader.none")
    #expect(try await kiosk.client("readers", "--json").json["readers"].elements.isEmpty)
    #expect(try await kiosk.client("status").status == 0)
    await kiosk.stop()
  }
}
