import Emulation
import Foundation
import IdentityDocuments
import TestSupport
import Testing

@Suite("A supervisor's work on persons, from the command line", .timeLimit(.minutes(2)))
struct SupervisorTests {
  @Test("a conflict is listed, shown with both sides and settled; documents are linked; everyone is exported")
  func wholeDay() async throws {
    let window = try await PCSCWindow()
    let folder = window.kiosk.folder
    try folder.write(SignInTests.password + "\n", to: "password")
    let password = ["--password-file", folder.file("password")]
    for (name, role) in [("chen", "supervisor"), ("li", "clerk")] {
      let added = try await Kiosk.client(["clerk", "add", name, "--role", role] + password, in: folder)
      #expect(added.status == 0)
    }
    func client(_ words: String...) async throws -> Kiosk.Answer {
      try await Kiosk.client(words + ["--clerk", "chen"] + password, in: folder)
    }
    let first = SyntheticPeople(seed: 8).citizen(4)
    var other = first
    other.sex = first.sex.code == "1" ? .init(code: "2", name: "女") : .init(code: "1", name: "男")
    other.name = "样本同号"
    let second = SyntheticPeople(seed: 8).citizen(5)
    var persons: [String] = []
    for (index, card) in [first, other, second].enumerated() {
      if index > 0 { try await window.lift() }
      try await window.lay(try Cards.write(card, to: "card-\(index)", in: folder))
      let filing = try await window.read("--file").json["filing"]
      #expect(filing["outcome"].text == (index == 1 ? "conflict" : "filed"))
      if let person = filing["person"].text { persons.append(person) }
    }
    try #require(persons.count == 2)

    let list = try await client("person", "resolve", "--json")
    let conflict = try #require(list.json["conflicts"].elements.first)
    #expect(list.json["total"].number == 1 && conflict["person"].text == persons[0])
    #expect(!list.output.contains(first.number) && conflict["changed"].elements.contains { $0.text == "sex" })
    let session = try #require(conflict["session"].text)
    let refused = try await Kiosk.client(
      ["person", "resolve", session, "--take-new", "--clerk", "li", "--json"] + password, in: folder)
    #expect(refused.json["error"]["reason"].text == "rights.denied")
    let shown = try await client("person", "resolve", session, "--json")
    #expect(shown.json["document"]["name"].text == "样本同号")
    #expect(shown.json["current"]["document"]["name"].text == first.name)
    let words = try await client("person", "resolve", session)
    #expect(words.output.contains("样本同号") && words.output.contains(first.name))
    #expect(try await client("person", "resolve", session, "--take-new", "--keep-old").status == 64)
    let settled = try await client("person", "resolve", session, "--take-new", "--json")
    #expect(settled.json["outcome"].text == "renewed" && settled.json["version"].number == 2)
    // A third reading of the number fits neither version any more: it is somebody else's.
    try await window.lift()
    try await window.lay(try Cards.write(first, to: "card-3", in: folder))
    let third = try await window.read("--file").json
    #expect(third["filing"]["outcome"].text == "conflict")
    let apart = try await client(
      "person", "resolve", try #require(third["session"].text), "--new-person", "--json")
    #expect(
      apart.json["outcome"].text == "filed" && apart.json["person"].text != persons[0], "\(apart.errors)")
    // Two have the number now: none of them is erased by it, or without a word of consent.
    for (words, reason) in [
      (["person", "erase", "--number", "--yes"], "person.several"),
      (["person", "erase", persons[0]], "person.unconfirmed"),
    ] {
      let erasing = try RunningProgram(
        Programs.path("idkiosk"), words + ["--json", "--runtime-dir", folder.path])
      erasing.write(first.number)
      erasing.closeInput()
      #expect(await erasing.wait() != 0)
      #expect(JSONValue(erasing.output.joined()).reason == reason)
    }
    let again = try await client("person", "resolve", session, "--keep-old", "--json")
    #expect(again.json["error"]["reason"].text == "conflict.unknown")
    #expect(try await client("person", "show", persons[0], "--json").output.contains("样本同号"))

    let linked = try await client("person", "link", persons[0], persons[1], "--json")
    #expect(linked.json["linked"].elements.map(\.text) == [persons[1]])
    let seen = try await client("person", "see", persons[1], "--json")
    #expect(seen.json["linked"].elements.map(\.text) == [persons[0]])
    #expect(try await client("person", "unlink", persons[0], persons[1]).status == 0)

    let table = try await client("person", "export", "--full")
    let lines = table.output.split(separator: "\r\n")
    #expect(lines.count == 4 && lines[0].hasPrefix("\u{FEFF}人员编号,"), "\(table.output)")
    #expect(lines[1].contains("\t" + first.number) && lines[1].contains("样本同号"))
    let masked = try await client(
      "person", "export", "--format", "jsonl", "--output", folder.file("all.jsonl"), "--json")
    #expect(masked.json["persons"].number == 3)
    let text = try String(contentsOfFile: folder.file("all.jsonl"), encoding: .utf8)
    let entries = text.split(separator: "\n").map { JSONValue(String($0)) }
    #expect(
      entries.map { $0["person"].text } == persons + [apart.json["person"].text]
        && !text.contains(first.number))
    let written = try Data(contentsOf: URL(fileURLWithPath: folder.file("all.jsonl")))
    for (path, reason) in [("all.jsonl", "file.exists"), ("none/all.jsonl", "file.notWritten")] {
      let refused = try await client("person", "export", "--output", folder.file(path), "--json")
      #expect(refused.status == 73 && refused.json.reason == reason)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("all.jsonl"))) == written)
    // Nothing more can be written, as on a full disk: no file stays that is not whole.
    let cut = try RunningProgram(
      "/bin/bash",
      [
        "-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "bash", Programs.path("idkiosk"), "person", "export",
        "--output", folder.file("full.csv"), "--runtime-dir", folder.path, "--json",
      ])
    #expect(await cut.wait() == 73)
    #expect(JSONValue(cut.output.joined()).reason == "file.notWritten")
    #expect(!FileManager.default.fileExists(atPath: folder.file("full.csv")))
    let denied = try await Kiosk.client(
      ["person", "export", "--clerk", "li"] + password, in: folder)
    #expect(denied.status != 0 && denied.output.isEmpty)
    let trail = try await client("audit", "list", "--json")
    let full = trail.json["lines"].elements.filter {
      $0["act"].text == "person.export" && $0["outcome"].text == "full" && $0["whom"].text != nil
    }
    #expect(full.count == 3)
    await window.stop()
  }
}
