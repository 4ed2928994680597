import Foundation
import TestSupport
import Testing

@Suite("Replacing the archive's keys from the command line", .timeLimit(.minutes(2)))
struct KeyRotationTests {
  @Test("both keys get a new version while the counter runs, and what was on file is found")
  func rotate() async throws {
    let window = try await PCSCWindow(card: "1")
    let person = try #require(try await window.read("--file").json["filing"]["person"].text)
    let rotated = try await window.kiosk.client("archive", "rotate-key", "--json")
    #expect(rotated.status == 0, "\(rotated.errors)")
    #expect(rotated.json["wrapping"].number == 2 && rotated.json["lookup"].number == 2)
    #expect(rotated.json["underWay"].flag == false)
    #expect(try await window.kiosk.client("person", "see", person).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: window.kiosk.folder.file("state"))
    #expect(files.contains("archive.lookup-2.key") && files.contains("archive.wrapping-2.key"))
    let trail = try await window.kiosk.client("audit", "list", "--json")
    let subjects = trail.json["lines"].elements.filter { $0["act"].text == "archive.keep" }
    #expect(subjects.compactMap { $0["subject"].text } == ["lookup 2", "wrapping 2"])
    await window.stop()
  }

  @Test("keys that are credentials are not replaced before the next ones are there")
  func credentials() async throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("credentials"), withIntermediateDirectories: false)
    for (index, name) in ["wrapping", "lookup"].enumerated() {
      try Data([UInt8](repeating: UInt8(index + 1), count: 32)).write(
        to: URL(fileURLWithPath: folder.file("credentials/idkiosk.\(name)-1")))
    }
    let counter = try Kiosk.startCounterDaemon(
      folder, folder.file("none.conf"), environment: ["CREDENTIALS_DIRECTORY": folder.file("credentials")])
    _ = try await counter.errorLine { $0.hasSuffix(": ready") }
    let refused = try await Kiosk.client(["archive", "rotate-key", "--json"], in: folder)
    #expect(refused.status != 0 && refused.json["error"]["reason"].text == "archive.keyNotGiven")
    #expect(await counter.stop() == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("state"))
    #expect(!files.contains { $0.hasSuffix(".key") })
  }
}
