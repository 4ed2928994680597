import CounterRules
import DatabaseKit
import DeliveryQueue
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import SQLiteKit
import SealedArchive
import TestSupport
import Testing

@Suite("Filings that wait for the centre")
struct DeliveryQueueTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try ArchiveFixture.writeKey([UInt8](repeating: 3, count: 32), in: folder, as: "archive.wrapping-1.key")
  }

  private func open() async throws -> DeliveryQueue { try await DeliveryQueue.open(stateFolder: folder.path) }

  private func waiting(
    _ session: String, batch: String? = nil, _ party: ActingParty = .selfService
  ) -> WaitingFiling {
    var filing = Sample(session) { $0.findings = [Finding(.validUntil, .expired)] }.filing
    filing.party = party
    return WaitingFiling(filing, batch: batch, since: "2026-11-20T09:15:03+08:00")
  }

  @Test("come out as they went in, in their order, also after a restart, and one session once")
  func order() async throws {
    let all = [
      waiting("s1", .clerk(name: "王:1", role: .supervisor)),
      waiting("s2", batch: "7", .batchHolder(batch: "7")),
      waiting("s3", .localAdministrator(uid: 1_000)), waiting("s4"),
    ]
    let first = try await open()
    for filing in all { try await first.add(filing) }
    try await first.add(all[1])
    await first.close()
    await #expect(throws: KioskFailure(.serviceStopping)) { try await first.next() }
    let queue = try await open()
    #expect(try await queue.summary().count == 4)
    #expect(try await queue.summary().since == all[0].since)
    #expect(try await queue.list(offset: 1, limit: 1).map(\.batch) == ["7"])
    for filing in all {
      #expect(try await queue.next() == filing)
      let isBeforeSwipe = ["s1", "s2"].contains(filing.filing.origin.session)
      #expect(try await queue.hasSwipes(intoBatch: "7") == isBeforeSwipe)
      #expect(try await !queue.hasSwipes(intoBatch: "8"))
      try await queue.take(session: filing.filing.origin.session)
    }
    #expect(try await queue.next() == nil)
    #expect(try await queue.summary().count == 0)
  }

  @Test("are sealed on the disk, and gone from it once they were delivered")
  func secrecy() async throws {
    let queue = try await open()
    try await queue.add(waiting("s1"))
    let file = try Data(folder.bytes("outgoing.db")) + Data(folder.bytes("outgoing.db-wal"))
    for mark in ["MARKER", Sample("s1").number, "样本"] { #expect(file.range(of: Data(mark.utf8)) == nil) }
    // A control: what is not sealed is found.
    #expect(file.range(of: Data("2026-11-20T09:15:03".utf8)) != nil)
    let rows = try Connection(path: folder.file("outgoing.db"))
      .rows("SELECT wrapped FROM waiting") { row throws(DatabaseError) in try row.blob(0) }
    try await queue.take(session: "s1")
    let after = try Data(folder.bytes("outgoing.db")) + Data(folder.bytes("outgoing.db-wal"))
    #expect(rows.count == 1 && after.range(of: Data(rows[0])) == nil)
  }

  @Test(
    "one that was changed is set aside and told, and holds nobody up",
    arguments: ["batch = '8'", "since = '2026-11-21'", "sealed = wrapped", "wrapped = zeroblob(64)"])
  func damage(change: String) async throws {
    let queue = try await open()
    try await queue.add(waiting("s1", batch: "7"))
    try await queue.add(waiting("s2"))
    try Connection(path: folder.file("outgoing.db")).change(
      "UPDATE waiting SET \(change) WHERE session = 's1'")
    #expect(try await queue.next()?.filing.origin.session == "s2")
    #expect(try await queue.hasNext())
    #expect(try await !queue.hasSwipes(intoBatch: "7"))
    try await queue.take(session: "s2")
    #expect(try await !queue.hasNext())
    try await queue.add(waiting("s3"))
    #expect(try await queue.next()?.filing.origin.session == "s3")
    #expect(try await queue.summary().damaged == 1)
    #expect(try await queue.list(offset: 0, limit: 9).map(\.isDamaged) == [true, false])
  }

  @Test("what no archive would take is refused before it waits")
  func refused() async throws {
    let queue = try await open()
    var blank = waiting("s1")
    blank.filing.document.number = nil
    await #expect(throws: KioskFailure(.documentNumberBlank)) { try await queue.add(blank) }
    #expect(try await queue.summary().count == 0)
  }

  @Test(
    "which batches took cards is known after a restart, the latest of them, with what stood in their ledgers")
  func openBatches() async throws {
    let queue = try await open()
    var counters = BatchCounters(expected: 5, found: 2)
    counters.add(.filed, .filed, isExpired: true, count: 3)
    for batch in 1...70 { try await queue.remember(batch: "\(batch)", BatchCounters()) }
    try await queue.remember(batch: "7", counters)
    try await queue.forget(batch: "70")
    await queue.close()
    let known = try await (try await open()).openBatches()
    #expect(known["7"] == counters && known["70"] == nil && known["6"] == nil)
    #expect(known["8"] == BatchCounters() && known.count == 63)
  }

  @Test("a window without keys keeps nothing")
  func withoutKeys() async throws {
    let empty = try ScratchFolder()
    let queue = try await DeliveryQueue.open(stateFolder: empty.path)
    await #expect(throws: KioskFailure(.archiveKeyUnusable)) { try await queue.add(waiting("s1")) }
  }

  @Test("a file of somebody else's, a newer one and one that is cut are refused, and not touched")
  func foreign() async throws {
    await (try await open()).close()
    let file = folder.file("outgoing.db")
    let ours = try folder.bytes("outgoing.db")
    var (foreign, newer) = (ours, ours)
    foreign[68] ^= 0xFF
    newer[63] = 9
    let cases: [([UInt8], FailureReason)] = [
      (foreign, .archiveForeign), (newer, .archiveNewer), (Array(ours.prefix(50)), .archiveDamaged),
    ]
    for (bytes, reason) in cases {
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      await #expect(throws: KioskFailure(reason)) { try await open() }
      #expect(try folder.bytes("outgoing.db") == bytes)
    }
  }
}
