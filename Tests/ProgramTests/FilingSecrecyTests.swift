import Emulation
import Foundation
import IdentityDocuments
import TestSupport
import Testing

@Suite(
  "Values about a person",
  .enabled("needs leave to mount in a namespace", { await TroubledCounter.isPossible() }),
  .timeLimit(.minutes(2)))
struct FilingSecrecyTests {
  /// The places under `folder`, and among `lines`, where one of `marks` stands, in UTF-8 or as the cards write it.
  private static func places(of marks: [String], in folders: [ScratchFolder], lines: [String]) throws
    -> [String]
  {
    let patterns = marks.flatMap {
      [Data($0.utf8), Data($0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })]
    }
    var found = lines.filter { line in marks.contains { line.contains($0) } }
    for folder in folders {
      for name in FileManager.default.enumerator(atPath: folder.path).map({ Array($0) }) ?? [] {
        // Sockets and folders have no content.
        guard let name = name as? String, let bytes = try? folder.bytes(name) else { continue }
        let data = Data(bytes)
        if patterns.contains(where: { data.range(of: $0) != nil }) { found.append(name) }
      }
    }
    return found.sorted()
  }

  @Test("stand readable in no file and no log line, after filings, a conflict and failures")
  func nowhere() async throws {
    let window = try await TroubledWindow()
    try await window.counter.start()
    var card = SyntheticPeople(seed: 41).citizen(7)
    (card.name, card.address) = ("标记人甲", "标记省标记市标记路四十一号")
    var conflict = card
    conflict.sex = card.sex.code == "1" ? .init(code: "2", name: "女") : .init(code: "1", name: "男")
    var blank = card
    blank.number = ""
    var other = SyntheticPeople(seed: 41).citizen(8)
    (other.name, other.address) = (card.name, card.address)
    let marks = [card.number, other.number, String(card.number.dropLast(4)), "标记人", "标记路"]
    let cards = [(card, "filed"), (card.renewed(), "renewed"), (conflict, "conflict"), (blank, "failed")]
    for (index, (card, outcome)) in cards.enumerated() {
      let path = try Cards.write(card, to: "card-\(index)", in: window.cards)
      if index == 0 { try await window.reader.put(path) } else { try await window.lay(path) }
      let answer = try await window.file()
      #expect(answer.json["filing"]["outcome"].text == outcome)
      #expect(answer.json["document"]["name"].text == card.name)
    }
    try await window.lay(try Cards.write(other, to: "other", in: window.cards))
    try await window.counter.fill()
    FilingTroubleTests.expectFailed(try await window.file(), "archive.full")
    let client = try await window.connect()
    let number = #"{"number":"\#(other.number)"}"#
    let unwritten = try await client.call(5, "person.show", number)
    #expect(
      unwritten["error"]["data"]["reason"].text == "archive.full", "no look without its line in the trail")
    try await window.counter.makeRoom()
    let unknown = try await client.call(6, "person.show", number)
    #expect(unknown["error"]["data"]["reason"].text == "person.unknown")
    let running = try await window.counter.copy()
    #expect(FileManager.default.fileExists(atPath: running.file("archive.db-wal")))
    try await window.stop()
    let stopped = try await window.counter.copy()
    let lines =
      window.counter.shell.output + window.counter.shell.errors + window.readerDaemon.output
      + window.readerDaemon.errors
    #expect(lines.contains { $0.contains("archive.full") })
    #expect(try Self.places(of: marks, in: [window.folder, running, stopped], lines: lines) == [])
    // The search finds what is there: in a file of either spelling, and in a line.
    try stopped.write("a \(card.number) b", to: "planted")
    try Data(card.text).write(to: URL(fileURLWithPath: window.folder.file("planted-too")))
    let planted = try Self.places(
      of: marks, in: [window.folder, running, stopped], lines: ["read \(card.name)"])
    #expect(planted.count == 3)
  }
}
