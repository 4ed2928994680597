import Emulation
import Foundation
import TestSupport
import Testing

@Suite("Portraits that do not come", .timeLimit(.minutes(2)))
struct PortraitReasonTests {
  struct Case: CustomTestStringConvertible {
    var reason: String
    /// The body of the decoder's function, or nothing where no library is made.
    var body: String?
    var lines: [String] = []
    var testDescription: String { reason }
  }

  static let cases = [
    Case(reason: "portrait.noDecoder", body: nil),
    Case(
      reason: "portrait.libraryUnusable", body: nil, lines: ["portrait.library = /nonexistent/decoder.so"]),
    Case(reason: "portrait.symbolMissing", body: "return 1;", lines: ["portrait.symbol = not_there"]),
    Case(reason: "portrait.refused", body: "return 0;"),
    Case(reason: "portrait.wrongSize", body: "rgb[0] = 1; return 1;"),
    Case(reason: "portrait.overrun", body: "for (int i = 0; i < 38557; i++) rgb[i] = 0; return 1;"),
    Case(reason: "portrait.timeout", body: "for (;;) { volatile int i = 0; (void)i; }"),
    Case(reason: "portrait.crashed", body: "*(volatile int *)0 = 1; return 1;"),
  ]

  @Test("cost only the portrait, and the reading says why", arguments: cases)
  func reasons(one: Case) async throws {
    let folder = try ScratchFolder()
    var lines = one.lines
    if let body = one.body {
      let source = try folder.write("int unpack(char *block, char *rgb, int code) { \(body) }\n", to: "d.c")
      let compiler = try RunningProgram(
        "/usr/bin/cc", ["-shared", "-fPIC", "-o", folder.file("d.so"), source])
      try #require(await compiler.wait() == 0)
      lines.append("portrait.library = \(folder.file("d.so"))")
    }
    let window = try await PCSCWindow(configuration: lines.joined(separator: "\n"), card: "1")
    let answer = try await window.read("--file")
    #expect(answer.status == 0)
    #expect(answer.json["portrait"]["reason"].text == one.reason)
    #expect(
      answer.json["portrait"]["state"].text == (one.reason == "portrait.noDecoder" ? "noDecoder" : "failed"))
    #expect(!answer.json["portrait"]["data"].exists)
    #expect(answer.json["document"]["number"].exists)
    #expect(answer.json["filing"]["outcome"].text == "filed")
    await window.stop()
  }

  @Test("a card without a photo block has no portrait, and is filed all the same")
  func noBlock() async throws {
    let window = try await PCSCWindow()
    let card = SyntheticPeople(seed: 11).citizen(6)
    try await window.lay(try Cards.write(card, photo: [], to: "bare", in: window.kiosk.folder))
    let answer = try await window.read("--file")
    #expect(answer.json["portrait"]["state"].text == "absent")
    #expect(answer.json["portrait"]["reason"].text == "portrait.blockAbsent")
    #expect(answer.json["filing"]["outcome"].text == "filed")
    await window.stop()
  }

  @Test("a missing helper program costs only the portrait")
  func helperMissing() async throws {
    let folder = try ScratchFolder()
    let alone = folder.file("idkiosk-readerd")
    // Not copied by this process: a test that starts a program meanwhile would hold the copy open for writing.
    let copy = try RunningProgram("/bin/cp", [Programs.path("idkiosk-readerd"), alone])
    try #require(await copy.wait() == 0)
    let reader = try await VirtualReader()
    try await reader.put("1")
    let file = try folder.write(Kiosk.standInPortraits, to: "idkiosk.conf")
    let daemon = try RunningProgram(
      alone, ["--runtime-dir", folder.path, "--config", file, "--links", "pcsc"],
      environment: reader.environment)
    _ = try await daemon.errorLine { $0.contains("2 now") }
    let client = try WireClient(folder.file("reader.sock"))
    try await client.hello()
    let answer = try await client.call(2, "card.read", #"{"timeoutSeconds":20}"#)
    #expect(answer["result"]["reading"]["portrait"]["reason"].text == "portrait.helperMissing")
    #expect(answer["result"]["reading"]["document"]["number"].exists)
    await daemon.stop()
    await reader.stop()
  }
}
