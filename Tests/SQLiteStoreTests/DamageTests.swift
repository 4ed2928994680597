import CounterRules
import DatabaseKit
import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("A damaged archive")
struct DamageTests {
  static func other(_ session: String) -> Sample { Sample(session) { $0.number = "110000199003071241" } }

  /// Swaps the sealed values of rows 1 and 2.
  static let swap: StaticString = """
    CREATE TEMP TABLE swap AS SELECT row, sealed FROM version;
    UPDATE version SET sealed = (SELECT sealed FROM swap WHERE swap.row = 3 - version.row)
    """

  /// What reading and filing the first person say after `damage`.
  private func reasons(
    _ samples: [Sample] = [Sample("s1"), other("s2")],
    after damage: (borrowing Connection) throws(SQLiteError) -> Void
  ) async throws -> [FailureReason?] {
    let folder = try await ArchiveFixture.archive(samples)
    try ArchiveFixture.tamper(folder, damage)
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    func reason(_ body: () async throws -> Void) async -> FailureReason? {
      do {
        try await body()
        return nil
      } catch {
        return (error as? KioskFailure)?.reason
      }
    }
    let sample = Sample("next")
    return [
      await reason { _ = try await store.person(kind: sample.kind, number: Personal(sample.number)) },
      await reason { _ = try await store.file(sample.filing) },
      await reason { _ = try await store.list(offset: 0, limit: 10) },
    ]
  }

  @Test(
    "is told as damage, not as a wrong key, when one bit of a sealed version flips", arguments: [0, 20, 400])
  func flippedBit(position: Int) async throws {
    let reasons = try await reasons { db throws(SQLiteError) in
      var sealed = try db.rows("SELECT sealed FROM version WHERE person = 1") { row throws(SQLiteError) in
        try row.blob(0)
      }[0]
      sealed[position] ^= 1
      try db.run("UPDATE version SET sealed = ? WHERE person = 1", [.blob(sealed)])
    }
    #expect(reasons == [.archiveDamaged, .archiveDamaged, .archiveDamaged])
  }

  @Test("is noticed when the sealed values of two people are swapped")
  func swappedVersions() async throws {
    let reasons = try await reasons { db throws(SQLiteError) in
      try db.execute(Self.swap)
    }
    #expect(reasons == [.archiveDamaged, .archiveDamaged, .archiveDamaged])
  }

  @Test(
    "is noticed when two versions of one person are swapped, so that an old one never passes for the current")
  func swappedStates() async throws {
    let renewed = Sample("s2") { $0.address = "MARKER-样本市二号" }
    let reasons = try await reasons([Sample("s1"), renewed]) { db throws(SQLiteError) in
      try db.execute(Self.swap)
    }
    #expect(reasons == [.archiveDamaged, .archiveDamaged, .archiveDamaged])
  }

  @Test("is noticed when two people's look-up values are swapped, so that nobody gets another one's record")
  func swappedLookups() async throws {
    let reasons = try await reasons { db throws(SQLiteError) in
      try db.execute(
        """
        CREATE TEMP TABLE swap AS SELECT row, lookup FROM person;
        UPDATE person SET lookup = x'00' WHERE row = 1;
        UPDATE person SET lookup = (SELECT lookup FROM swap WHERE row = 1) WHERE row = 2;
        UPDATE person SET lookup = (SELECT lookup FROM swap WHERE row = 2) WHERE row = 1;
        """)
    }
    #expect(reasons == [.archiveDamaged, .archiveDamaged, .archiveDamaged])
  }

  @Test("is told apart from a wrong key when the key check itself is hit")
  func keyCheck() async throws {
    for statement: StaticString in [
      "UPDATE key SET key_check = zeroblob(32) WHERE purpose = 'wrapping'",
      "UPDATE key SET key_check_again = x'' WHERE purpose = 'lookup'",
      "DELETE FROM key", "DELETE FROM key WHERE purpose = 'wrapping'", "DROP TABLE key",
      "DELETE FROM archive", "DROP TABLE archive", "UPDATE archive SET own_keys = zeroblob(160)",
    ] {
      let folder = try await ArchiveFixture.archive()
      try ArchiveFixture.tamper(folder) { db throws(SQLiteError) in try db.execute(statement) }
      #expect(await ArchiveFixture.refusal(folder) == .archiveDamaged, "\(statement)")
    }
  }

  @Test("does not stop the others: a person beside the damaged one is read and filed")
  func others() async throws {
    let folder = try await ArchiveFixture.archive([Sample("s1"), Self.other("s2")])
    try ArchiveFixture.tamper(folder) { db throws(SQLiteError) in
      try db.execute("UPDATE version SET sealed = zeroblob(100) WHERE person = 1")
    }
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    #expect(try await store.file(Self.other("s3").filing).outcome == .unchanged)
    // The refused filing left nothing.
    await #expect(throws: KioskFailure(.archiveDamaged)) { try await store.file(Sample("s4").filing) }
    await store.close()
    let db = try Connection(path: folder.file("archive.db"))
    #expect(try db.integer("SELECT count(*) FROM reading") == 3)
  }

  @Test("never ends the program: pages, heads and tails of anything give a reason")
  func brokenPages() async throws {
    let whole = try await ArchiveFixture.archive(
      (0..<20).map { index in
        Sample("s\(index)") { $0.number = "11000019900307\(1_000 + index)" }
      })
    let bytes = try whole.bytes("archive.db")
    let key = try ["archive.lookup-1.key", "archive.wrapping-1.key"].map { ($0, try whole.bytes($0)) }
    var changes: [(inout [UInt8]) -> Void] = stride(from: 0, to: bytes.count, by: 4_096).map { start in
      {
        $0.replaceSubrange(
          start..<min(start + 200, $0.count),
          with: [UInt8](repeating: 0xEE, count: min(200, $0.count - start)))
      }
    }
    changes.append { $0 = Array($0.prefix(4_096)) }
    changes.append { $0 = Array($0.prefix(5_000)) }
    changes.append { $0 = [] }
    changes.append { $0[0] ^= 1 }
    var refused = 0
    for change in changes {
      let folder = try ScratchFolder()
      var changed = bytes
      change(&changed)
      try Data(changed).write(to: URL(fileURLWithPath: folder.file("archive.db")))
      for (name, bytes) in key { try ArchiveFixture.writeKey(bytes, in: folder, as: name) }
      do throws(KioskFailure) {
        let store = try await SQLiteStore.open(stateFolder: folder.path)
        _ = try await store.list(offset: 0, limit: 100)
        _ = try await store.file(Sample("s99").filing)
      } catch {
        refused += 1
        #expect([.archiveDamaged, .archiveForeign].contains(error.reason), "\(error)")
      }
    }
    // The first page, the key check, the sealed values and all four cuts at the least.
    #expect(refused > 6)
  }

  @Test("says so when the file is gone and only its log is left")
  func orphanedLog() async throws {
    let folder = try await ArchiveFixture.archive()
    unlink(folder.file("archive.db"))
    try folder.write("log", to: "archive.db-wal")
    let before = try Snapshot(folder)
    #expect(await ArchiveFixture.refusal(folder) == .archiveDamaged)
    #expect(try Snapshot(folder) == before)
  }
}
