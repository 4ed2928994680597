import CounterRules
import DatabaseKit
import Foundation
import KioskProtocol
import PersonArchive
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("A bad disk", .timeLimit(.minutes(2)))
struct BadDiskTests {
  /// A refusal of the system, and what a filing then says.
  struct Fault: CustomTestStringConvertible {
    var call: String
    var error: String
    var reason: String
    /// The first call that is refused: one that belongs to a filing, not to opening.
    var first = 20
    var testDescription: String { "\(call) \(error)" }
  }

  static let faults = [
    Fault(call: "pwrite64", error: "ENOSPC", reason: "archive.full"),
    Fault(call: "pwrite64", error: "EDQUOT", reason: "archive.full"),
    Fault(call: "pwrite64", error: "EROFS", reason: "archive.readOnly"),
    Fault(call: "pwrite64", error: "EIO", reason: "archive.failed"),
    Fault(call: "fdatasync", error: "EIO", reason: "archive.failed", first: 3),
    Fault(call: "fdatasync", error: "ENOSPC", reason: "archive.full", first: 3),
  ]

  @Test(
    "that refuses for a while: filings say failed and why, leave nothing, and later ones work",
    .enabled("needs leave to trace a process", { await Probe.canTrace() }), arguments: faults)
  func refusal(fault: Fault) async throws {
    let folder = try ScratchFolder()
    let before = try await Probe.run(folder, count: 2)
    #expect(before.acknowledged.count == 4)
    let during = try await Probe.run(
      folder, first: 2, count: 6,
      injection: "\(fault.call):error=\(fault.error):when=\(fault.first)..\(fault.first + 2)")
    #expect(during.status == 0)
    #expect(!during.refusals.isEmpty)
    #expect(during.refusals.allSatisfy { $0 == fault.reason }, "\(during.refusals)")
    #expect(during.lines.last == "closed")
    #expect(during.acknowledged.last?.hasPrefix("session-7-renewed") == true)
    try await Probe.check(folder, acknowledged: before.acknowledged + during.acknowledged, "\(fault)")
    let db = try Connection(path: folder.file("archive.db"))
    #expect(try db.integer("SELECT count(*) FROM reading") == 4 + during.acknowledged.count)
  }

  struct Step: CustomTestStringConvertible {
    var call: String
    var number: Int
    var testDescription: String { "\(call) \(number)" }
  }
  static let steps = [
    Step(call: "pwrite64", number: 1), Step(call: "pwrite64", number: 4), Step(call: "fdatasync", number: 1),
    Step(call: "fdatasync", number: 3), Step(call: "fsync", number: 1), Step(call: "fsync", number: 3),
    Step(call: "rename", number: 1), Step(call: "rename", number: 2),
  ]

  @Test(
    "that has no room for the first start leaves no half archive, and room helps",
    .enabled("needs leave to trace a process", { await Probe.canTrace() }), arguments: steps)
  func firstStart(step: Step) async throws {
    let folder = try ScratchFolder()
    let refused = try await Probe.run(
      folder, count: 1, injection: "\(step.call):error=ENOSPC:when=\(step.number)")
    #expect(refused.lines == ["refused archive.full"])
    #expect(!FileManager.default.fileExists(atPath: folder.file("archive.db")))
    #expect(try await Probe.run(folder, count: 1).acknowledged.count == 2)
  }

  @Test(
    "that is full, for real",
    .enabled("needs leave to mount in a namespace", { await Probe.canMount() }))
  func fullDisk() async throws {
    let folder = try ScratchFolder()
    let lines = try await Probe.script(
      """
      mount -t tmpfs -o size=1M none "$2"
      "$1" "$2" 0 2
      head -c 2M /dev/zero > "$2/filler" 2>/dev/null || true
      "$1" "$2" 2 1 || true
      rm "$2/filler"
      "$1" "$2" 0 3
      """, folder)
    let closed = try #require(lines.firstIndex(of: "closed"))
    let during = lines[(closed + 1)...].prefix { $0 != "open" || $0 == lines[closed + 1] }
    #expect(during.contains { $0.hasSuffix("archive.full") }, "\(lines)")
    #expect(
      Array(lines.prefix(closed).dropFirst())
        == Array(lines.filter { $0.hasPrefix("session-") }.suffix(6).prefix(4)))
    #expect(lines.last == "closed")
  }

  @Test(
    "that is read-only refuses the start with that reason and is not written to",
    .enabled("needs leave to mount in a namespace", { await Probe.canMount() }))
  func readOnlyDisk() async throws {
    let folder = try await ArchiveFixture.archive()
    let before = try Snapshot(folder)
    let lines = try await Probe.script(
      """
      mount --bind "$2" "$2"
      mount -o remount,bind,ro "$2"
      "$1" "$2" 0 1 || true
      """, folder)
    #expect(lines == ["refused archive.readOnly"])
    #expect(try Snapshot(folder) == before)
  }

  @Test("that leaves the archive no room to grow refuses filings one by one and takes them again afterwards")
  func limitedPages() async throws {
    let folder = try ScratchFolder()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    func sample(_ index: Int) -> FilingRequest {
      Sample("s\(index)") { $0.number = "11000019900307\(1_000 + index)" }.filing
    }
    try await store.limitPages(30)
    var filed = 0
    var failure: KioskFailure?
    while failure == nil, filed < 100 {
      do throws(KioskFailure) {
        _ = try await store.file(sample(filed))
        filed += 1
      } catch {
        failure = error
      }
    }
    #expect(failure?.reason == .archiveFull)
    #expect(filed > 0 && filed < 100)
    #expect(try await store.count() == filed)
    #expect(try await store.list(offset: 0, limit: 500).count == filed)
    try await store.limitPages(1_000)
    #expect(try await store.file(sample(filed)).outcome == .filed)
    #expect(try await store.count() == filed + 1)
  }

  @Test("a second program on the same archive is refused while the first one has it")
  func secondProgram() async throws {
    let folder = try ScratchFolder()
    let first = try RunningProgram(Probe.path, [folder.path, "0", "1", "wait"])
    _ = try await first.outputLine { $0.hasPrefix("session-0-renewed") }
    let second = try await Probe.run(folder, first: 1, count: 1)
    #expect(second.lines == ["refused archive.inUse"] && second.status == 1)
    #expect(await ArchiveFixture.refusal(folder) == .archiveInUse)
    first.closeInput()
    #expect(await first.wait() == 0)
    #expect(try await Probe.run(folder, first: 1, count: 1).acknowledged.count == 2)
  }
}
