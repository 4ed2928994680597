import Foundation
import TestSupport
import Testing

@Suite("Golden conversations", .timeLimit(.minutes(2)))
struct GoldenConversationTests {
  static let names = ((try? Conversation.all()) ?? []).map(\.name)

  @Test("a published conversation goes as it always went", arguments: names)
  func replay(name: String) async throws {
    let conversation = try #require(try Conversation.all().first { $0.name == name })
    let inbox = conversation.hasInbox ? try await EmulatorInbox() : nil
    let configuration = ([Kiosk.standInPortraits + (inbox?.configuration ?? "")] + conversation.settings)
      .joined(separator: "\n")
    if conversation.hasReader {
      let window = try await PCSCWindow(configuration: configuration)
      try await Self.replay(conversation, in: window.kiosk.folder, inbox) {
        try await window.reader.command($0)
      }
      await window.stop()
    } else {
      let kiosk = try await WireTests.kiosk(configuration: configuration)
      try await Self.replay(conversation, in: kiosk.folder, inbox) {
        throw TestFailure("no reader for \($0)")
      }
      await kiosk.stop()
    }
    await inbox?.stop()
  }

  @Test("a published conversation is never edited: each has the digest that is written down")
  func digests() async throws {
    let check = try RunningProgram(
      "/usr/bin/env",
      ["-C", Conversation.folder, "sha256sum", "--check", "--strict", "--quiet", "published.sha256"])
    #expect(await check.wait() == 0, "\(check.output): a change of the protocol is another conversation")
    let list = try String(contentsOfFile: Conversation.folder + "/published.sha256", encoding: .utf8)
    let listed = list.split(separator: "\n").map { String($0.dropFirst(66)) }
    #expect(
      Set(Self.names.map { $0 + ".talk" }).subtracting(listed).isEmpty,
      "publish it: sha256sum NAME.talk >>published.sha256")
    #expect(listed.count == Set(listed).count)
  }

  @Test("a value, a member or an element that is missing or other is noticed")
  func mismatches() {
    let expected = #"{"a":"$one","b":["x",{"c":1}],"d":"$time","e":[]}"#
    let right = #"{"a":"1","b":["new","x",{"c":1,"z":2}],"d":"2026-11-20T09:15:02+08:00","e":[],"y":0}"#
    var match = GoldenMatch()
    #expect(match.mismatch(expected, right) == nil)
    #expect(match.filled(#"{"s":"$one"}"#) == #"{"s":"1"}"#)
    for (from, to) in [
      (#""a":"1""#, #""a":"2""#), (#""a":"1","#, ""), (#""x","#, ""), (#""c":1"#, #""c":2"#),
      ("2026-", "26-"),
      (#"{"c":1,"z":2}"#, "3"), (#""e":[]"#, #""e":[1]"#),
    ] {
      let wrong = right.replacingOccurrences(of: from, with: to)
      #expect(match.mismatch(expected, wrong) != nil, "\(wrong)")
    }
  }

  private static func replay(
    _ conversation: Conversation, in folder: ScratchFolder, _ inbox: EmulatorInbox?,
    _ obey: (String) async throws -> Void
  ) async throws {
    let socket = folder.file(conversation.server + ".sock")
    var client = try WireClient(socket)
    var match = GoldenMatch()
    // Lines of the connection that were expected already, by their place.
    var used: Set<Int> = []
    for step in conversation.steps {
      switch step {
      case .send(let line): client.send(match.filled(line))
      case .emulator(let command): try await obey(command)
      case .code(let placeholder, let phone):
        let inbox = try #require(inbox, "no inbox in \(conversation.name)")
        match.bind(placeholder, to: try await inbox.code(to: phone))
      case .reconnect:
        client.hangUp()
        client = try WireClient(socket)
        used = []
      case .expect(let expected):
        let looked = match
        let taken = used
        let lines = try await client.lines { lines in
          Self.place(of: expected, in: lines, looked, taken) != nil
            || Self.answer(to: expected, in: lines, taken) != nil
        }
        if let place = place(of: expected, in: lines, match, used) {
          used.insert(place)
          _ = match.mismatch(expected, lines[place])
        } else if let place = answer(to: expected, in: lines, used) {
          let wrong = match.mismatch(expected, lines[place]) ?? ""
          Issue.record("\(conversation.name): \(wrong) in the answer to \(JSONValue(expected)["id"])")
          return
        }
      }
    }
  }

  /// The first line that is as expected.
  private static func place(
    of expected: String, in lines: [String], _ match: GoldenMatch, _ used: Set<Int>
  ) -> Int? {
    lines.indices.first { index in
      var copy = match
      return !used.contains(index) && copy.mismatch(expected, lines[index]) == nil
    }
  }

  /// The line that answers the same call, whatever it says.
  private static func answer(to expected: String, in lines: [String], _ used: Set<Int>) -> Int? {
    let id = JSONValue(expected)["id"]
    guard id.exists else { return nil }
    return lines.indices.first { !used.contains($0) && JSONValue(lines[$0])["id"].equals(id) }
  }
}
