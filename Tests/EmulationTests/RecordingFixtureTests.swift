import Emulation
import Foundation
import KioskProtocol
import ReaderDrivers
import TestSupport
import Testing

@Suite("Recordings in the repository", .timeLimit(.minutes(2)))
struct RecordingFixtureTests {
  static let folder = Programs.repository + "/Fixtures/recordings"

  static func names() -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return found.filter { $0.hasSuffix(".recording") }.sorted()
  }

  @Test("the real driver does with each what it did then, and the same comes of it", arguments: names())
  func replays(name: String) throws {
    let content = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
    let recording = try Recording(content, file: name)
    let played = try Replay.run(recording)
    #expect(played.count == recording.calls.count && !played.isEmpty)
    for call in played { #expect(call.isSame, "\(call.kind): \(call.result), \(call.deviation ?? "-")") }
  }

  @Test("the generator's own are those that it writes")
  func fresh() throws {
    for file in try RecordingFixtures.files() {
      let kept = try? String(contentsOfFile: Self.folder + "/" + file.name, encoding: .utf8)
      #expect(
        file.content == kept,
        "\(file.name) is stale: write it again with idkiosk-emulator recordings --out Fixtures/recordings")
    }
  }

  @Test("every shape has a good read and at least eight faults", arguments: VirtualDevice.Kind.allCases)
  func complete(kind: VirtualDevice.Kind) throws {
    let own = try RecordingFixtures.files().filter { $0.name.hasPrefix(kind.rawValue + "-") }
    #expect(own.contains { $0.name == "\(kind.rawValue)-good.recording" })
    #expect(own.filter { !$0.name.hasSuffix("-good.recording") }.count >= 8)
    let good = try RecordingFixtures.record(.good, kind)
    let read = try #require(good.calls.first { $0.kind == .read })
    let extra = kind == .pages ? "none" : "280"
    #expect(
      read.result == .said("text 256, photo 1024, newest address \(extra), management number none"))
  }

  @Test("a driver that does something else, or gets something else, is noticed")
  func deviates() throws {
    let name = "split-good.recording"
    let content = try String(contentsOfFile: Self.folder + "/" + name, encoding: .utf8)
    // A card that was found is none, an answer is lost, and a question is another one.
    for (what, other) in [
      ("= a card", "= no card"), ("= still there\n", "= lifted\n"), ("receive bulk 85", "receive bulk 81"),
      ("sam.select = no", ""), ("32", "33"),
    ] {
      let changed =
        what.hasPrefix("sam")
        ? content.replacingOccurrences(of: "shape = frames", with: "shape = frames\n" + what)
        : content.replacingOccurrences(of: what, with: other)
      #expect(changed != content, "\(what)")
      let played = try Replay.run(try Recording(changed, file: name))
      let isSame = played.allSatisfy { $0.isSame }
      #expect(!isSame, "\(what)")
    }
  }

  @Test(
    "what is no recording is refused with its line",
    arguments: [
      ("", 1), ("idkiosk recording 2\n", 1), ("idkiosk recording 1\n", 1),
      (
        "idkiosk recording 1\nname = n\nshape = frames\nfacts = f\ntested = t\n[0400:C35A]\nname = r\ncertainty = A\ncall dance\n",
        9
      ),
      ("idkiosk recording 1\nname = n\ncall find\n   0 send bulk 02 > GG\n", 4),
      ("idkiosk recording 1\nname = n\ncall find\n   0 read < 00*99999999\n", 4),
      ("idkiosk recording 1\nname = n\ncall find\n   0 open ! reader.sad\n", 4),
      ("idkiosk recording 1\nname = n\ninterface x\n", 3),
    ])
  func refused(text: String, line: Int) {
    let error = #expect(throws: ReaderDataError.self) { _ = try Recording(text, file: "f") }
    #expect(error?.line == line, "\(error?.description ?? "-")")
  }
}
