import Emulation
import Foundation
import TestSupport
import Testing

@Suite(
  "A counter daemon that ends in the middle of a filing",
  .enabled("needs leave to mount and trace in namespaces", { await TroubledCounter.isPossible() }),
  .timeLimit(.minutes(FullRun.isAsked ? 30 : 2)))
struct FilingKillTests {
  private static let read =
    #"{"jsonrpc":"2.0","id":5,"method":"card.read","params":{"timeoutSeconds":20,"file":true}}"#
  private static let isFull = FullRun.isAsked

  /// One system call before which the daemon is killed, and how many of them one point in a short run skips.
  struct Sweep: CustomTestStringConvertible {
    var call: String
    var step: Int
    var testDescription: String { call }
  }

  static let sweeps = [
    Sweep(call: "pwrite64", step: 6), Sweep(call: "fdatasync", step: 1), Sweep(call: "sendto", step: 4),
  ]

  @Test(
    "killed at any write, sync or message: what was acknowledged is there, once, and filing again tells the truth",
    arguments: sweeps)
  func killed(sweep: Sweep) async throws {
    let window = try await TroubledWindow(size: "32M")
    try await window.counter.start()
    var point = 1
    var persons: [String] = []
    var unchanged = 0
    while true {
      let comment: Comment = "before \(sweep.call) number \(point)"
      let card = SyntheticPeople(seed: 21).citizen(persons.count)
      let path = try Cards.write(card, to: "card-\(point)", in: window.cards)
      if persons.isEmpty { try await window.reader.put(path) } else { try await window.lay(path) }
      let client = try await window.connect()
      try await window.counter.inject("\(sweep.call):signal=KILL:when=\(point)")
      client.send(Self.read)
      if let answer = try? await client.line({ $0["id"].number == 5 }) {
        // Every point was tried: this filing was not killed any more.
        #expect(answer["result"]["filing"]["outcome"].text == "filed", comment)
        break
      }
      #expect(try await window.counter.ended() == 128 + SIGKILL, comment)
      try await window.counter.start()
      for person in persons {
        let history = try await window.client("person", "history", person, "--json")
        #expect(history.json["versions"].elements.count == 1, comment)
      }
      // The session lives on in the reader daemon.
      let again = try await window.file()
      #expect(again.json["filing"]["outcome"].text == "filed", comment)
      #expect(again.json["filing"]["version"].number == 1, comment)
      persons.append(try #require(again.json["filing"]["person"].text, comment))
      if persons.count == 1 {
        try await window.lay(path)
        #expect(try await window.file().json["filing"]["outcome"].text == "unchanged", comment)
        unchanged += 1
      }
      #expect(try await window.persons() == persons.count, comment)
      try await ArchiveFiles(window.counter.copy()).check(
        persons: persons.count, readings: persons.count + unchanged, comment)
      point += Self.isFull ? 1 : sweep.step
    }
    #expect(!persons.isEmpty && Set(persons).count == persons.count)
    try await window.counter.endInjection()
    try await window.stop()
  }

  static let moments = ["pwrite64:signal=STOP:when=3", "fdatasync:signal=STOP:when=1"]

  @Test("stopped by TERM: it exits with success, and what it acknowledged is there", arguments: moments)
  func terminated(moment: String) async throws {
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    let client = try await window.connect()
    try await window.counter.inject(moment)
    client.send(Self.read)
    try await window.counter.stopped()
    try await window.counter.run("kill -TERM $daemon; kill -CONT $daemon")
    #expect(try await window.counter.ended() == 0)
    let answer = try await client.line { $0["id"].number == 5 }
    let isFiled = answer["result"]["filing"]["outcome"].text == "filed"
    #expect(isFiled || answer["error"]["data"]["reason"].text == "service.stopping")
    let left = try await window.counter.copy()
    // Closed as it should be: all of it stands in the file.
    #expect(!FileManager.default.fileExists(atPath: left.file("archive.db-wal")))
    try await window.counter.start()
    if isFiled { #expect(try await window.persons() == 1) }
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    try await ArchiveFiles(window.counter.copy()).check(persons: 1, readings: 1)
    try await window.stop()
  }

  @Test("of a client that disappears meanwhile: the filing is whole, and another client gets the same answer")
  func clientGone() async throws {
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    let client = try await window.connect()
    try await window.counter.inject(Self.moments[0])
    client.send(Self.read)
    try await window.counter.stopped()
    client.hangUp()
    try await window.counter.run("kill -CONT $daemon")
    let answer = try await window.file()
    #expect(answer.json["filing"]["outcome"].text == "filed")
    try await window.counter.endInjection()
    try await ArchiveFiles(window.counter.copy()).check(persons: 1, readings: 1)
    try await window.stop()
  }
}
