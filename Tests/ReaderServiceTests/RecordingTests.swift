import Bytes
import Emulation
import Foundation
import KioskProtocol
import ReaderDrivers
import TestSupport
import Testing

@testable import ReaderService

@Suite("Recording while running", .timeLimit(.minutes(1)))
struct RecordingTests {
  /// The recordings of a bench, by name.
  private func recordings(_ bench: ReaderBench) throws -> [String: String] {
    let folder = bench.folder.file("state/recordings")
    var found: [String: String] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      found[name] = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
    if !found.isEmpty {
      #expect(try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
    }
    return found
  }

  @Test(
    "is off until it is called for, begins with an opening, and ends when told; nothing of the card is in it")
  func onCall() async throws {
    let reader = ReaderBench.reader(5)
    let bench = try await ReaderBench([reader])
    try await bench.listed(reader.id) { $0["state"].text == "ready" }
    #expect(try await bench.read()["result"]["reading"]["document"]["number"].text == ReaderBench.number(5))
    #expect(try recordings(bench).isEmpty)
    let client = try await bench.client()
    _ = try await client.call(7, "reader.record", #"{"reader":"\#(reader.id)","on":true}"#)
    try await bench.listed(reader.id) { $0["recording"].flag == true }
    reader.change {
      $0.lift()
      $0.lay(ReaderBench.card(6))
    }
    #expect(try await bench.read()["result"]["reading"]["document"]["number"].text == ReaderBench.number(6))
    _ = try await client.call(8, "reader.record", #"{"reader":"\#(reader.id)","on":false}"#)
    try await bench.listed(reader.id) { $0["recording"].flag != true }
    reader.change {
      $0.lift()
      $0.lay(ReaderBench.card(7))
    }
    #expect(try await bench.read()["result"]["reading"]["document"]["number"].text == ReaderBench.number(7))
    await bench.daemon.stop()

    let (name, text) = try #require(try recordings(bench).first)
    #expect(name.hasPrefix(reader.id + "-") && name.hasSuffix(".recording"))
    for person in [UInt64(5), 6, 7] {
      let number = ReaderBench.number(person).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let bytes = Hex.encode(number, separator: " ")
      #expect(!text.replacingOccurrences(of: "\n       |", with: "").contains(bytes))
    }
    let recording = try Recording(text, file: name)
    #expect(recording.calls.first?.events.first?.operation == .open)
    #expect(recording.calls.count { $0.kind == .read } == 1)
    let played = try Replay.run(recording)
    #expect(played.allSatisfy(\.isSame) && !played.isEmpty)
  }

  @Test("of every reader from the start, where the configuration says so")
  func always() async throws {
    let readers = [ReaderBench.reader(1, port: 1), ReaderBench.reader(nil, port: 2)]
    let bench = try await ReaderBench(readers, records: true)
    for reader in readers { try await bench.listed(reader.id) { $0["state"].text == "ready" } }
    _ = try await bench.read(readers[0].id)
    await bench.daemon.stop()
    let found = try recordings(bench)
    #expect(found.count == 2)
    for (name, text) in found {
      let played = try Replay.run(Recording(text, file: name))
      #expect(!played.contains { !$0.isSame })
    }
  }

  @Test("a reader whose framing nobody published is recorded as what it says of itself")
  func unpublished() async throws {
    let reader = ReaderBench.reader(nil)
    let families = try ReaderFamilies.load(own: [
      FamilyData(
        "name = n\nshape = unpublished\nfacts = f\ntested = t\n[0400:C35A]\nname = r\ncertainty = C",
        file: "x")
    ])
    let bench = try await ReaderBench([reader], families: families, records: true)
    try await bench.listed(reader.id) { $0["failure"]["reason"].text == "reader.unsupported" }
    await bench.daemon.stop()
    let (name, text) = try #require(try recordings(bench).first)
    #expect(text.contains("[0400:C35A]") && text.contains("! reader.unsupported"))
    let played = try Replay.run(Recording(text, file: name))
    #expect(!played.contains { !$0.isSame })
  }

  @Test("that cannot be written costs no reading")
  func unwritable() async throws {
    let reader = ReaderBench.reader(3)
    let bench = try await ReaderBench([reader], records: true, state: "/dev/null")
    #expect(try await bench.read()["result"]["reading"]["document"]["number"].text == ReaderBench.number(3))
    try await bench.listed(reader.id) { $0["recording"].flag != true }
    await bench.daemon.stop()
  }

  @Test("of a reader that is not there is refused")
  func unknown() async throws {
    let bench = try await ReaderBench([])
    let answer = try await bench.client().call(2, "reader.record", #"{"reader":"none","on":true}"#)
    #expect(answer["error"]["data"]["reason"].text == "reader.unknown")
    await bench.daemon.stop()
  }
}
