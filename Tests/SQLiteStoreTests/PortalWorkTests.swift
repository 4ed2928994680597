import CounterRules
import DatabaseKit
import KioskProtocol
import PersonArchive
import PersonalData
import SealedArchive
import Sealing
import TestSupport
import Testing

@Suite("The work of looking at a statement", .everyEngine)
struct PortalWorkTests {
  private struct Work: Equatable {
    var statements: Int
    var sealings: Int
  }

  /// Nobody looks after an archive that is only counted on.
  private struct NoKeeper: ArchiveKeeping {
    let erasedFile = ""
    let backups = ""
    func setAside() -> [String] { [] }
    func another() -> any ArchiveKeeping { self }
    func holds(_ needles: [[UInt8]]) -> Bool { false }
    func check() throws(KioskFailure) -> ArchiveReport { throw KioskFailure(.serviceStopping) }
    func backUp(as name: String) throws(KioskFailure) -> ArchiveBackup {
      throw KioskFailure(.serviceStopping)
    }
    func cancel() {}
    func finish() {}
  }

  private func counted(_ folder: ScratchFolder, _ tally: StatementTally) async throws -> ArchiveStore {
    try await ArchiveStore.opening { () throws(KioskFailure) in
      do {
        let db = CountedDatabase(try Engine.database(folder), tally)
        let files = ArchiveKeyFiles(folder: folder.path, credentials: nil)
        let keys = try db.archiveKeys(files)
        return (OpenArchive(db: db, keys: keys, keyFiles: files, heads: nil), NoKeeper())
      } catch { throw KioskFailure(.serviceInternal) }
    }
  }

  @Test(
    "is the same for a document on file, with right and wrong values, and for one that is not, at a check and at sign-in"
  )
  func same() async throws {
    let bench = try await NumberBench()
    let (person, other) = (try await bench.person(), try await bench.person(1))
    try await bench.issue(other, "13500000001")
    try await bench.confirm(other)
    var stranger = person
    stranger.number = "110000199003070091"
    await bench.store.close()
    let tally = StatementTally()
    let store = try await counted(bench.folder, tally)

    func work(_ body: () async throws -> Void) async throws -> Work {
      let (before, sealings) = (tally.count, SealingTally())
      try await SealingTally.$current.withValue(sealings) {
        do { try await body() } catch let failure as KioskFailure {
          #expect(
            [.registrationNotRead, .registrationBoundAtCounter, .portalNotTogether].contains(failure.reason))
        }
      }
      return Work(statements: tally.count - before, sealings: sealings.count)
    }
    func check(_ stated: StatedDocument, _ stage: StatedDocument.Stage) async throws -> Work {
      try await work {
        _ = try await store.check(
          StatementCheck(
            entry: bench.entry(.checkRegistration), stated: stated, stage: stage, client: bench.client(),
            clock: bench.now))
      }
    }
    // What is made once, at the first of all.
    _ = try await check(bench.stated(stranger), .name)
    let wrong = bench.stated(person) { $0.address = Personal("别处") }
    for stage in StatedDocument.Stage.allCases {
      let unknown = try await check(bench.stated(stranger), stage)
      #expect(unknown.statements > 5 && unknown.sealings > 5)
      #expect(try await check(wrong, stage) == unknown)
      #expect(try await check(bench.stated(person), stage) == unknown)
      #expect(try await check(bench.stated(other), stage) == unknown)
    }
    func together(_ sample: Sample) async throws -> Work {
      let visit = NumberVisit(
        entry: bench.entry(.signInAtPortal), proof: try bench.registered(sample, "13500000002"),
        today: try NumberBench.day("20261121"), clock: bench.now)
      return try await work { _ = try await store.number(visit) }
    }
    let unknown = try await together(stranger)
    #expect(unknown.statements > 5 && unknown.sealings > 5)
    #expect(try await together(person) == unknown)
    #expect(try await together(other) == unknown)
    await store.close()
  }
}
