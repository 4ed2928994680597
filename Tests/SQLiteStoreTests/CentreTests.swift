import CounterRules
import DatabaseKit
import Foundation
import KioskProtocol
import PersonArchive
import PersonalData
import PostgreSQLKit
import PostgreSQLStore
import SealedArchive
import TestSupport
import Testing

@Suite("A centre in trouble", .timeLimit(.minutes(5)))
struct CentreTests {
  private static let limits = PostgreSQLLimits(
    connecting: 30, answering: .seconds(20), settling: .seconds(2))

  private func reason(_ call: () async throws -> Void) async -> FailureReason? {
    do {
      try await call()
      return nil
    } catch {
      return (error as? KioskFailure)?.reason
    }
  }

  private func open(
    _ target: String, _ folder: ScratchFolder, _ limits: PostgreSQLLimits = limits
  ) async throws -> ArchiveStore {
    try await PostgreSQLStore.open(target, stateFolder: folder.path, limits: limits)
  }

  @Test("killed under a window it is told as away, and there again everything that was acknowledged is")
  func killed() async throws {
    let server = try await PostgreSQLServer()
    let folder = try ScratchFolder()
    try PostgreSQLStore.initialize(server.target(), stateFolder: folder.path)
    let store = try await open(server.target(), folder)
    var acknowledged: [String] = []
    for round in 0..<(FullRun.isAsked ? 30 : 3) {
      let filings = (0..<20).map { index in
        Sample("r\(round)-\(index)") { $0.number = "1100001990030\(70_000 + round * 100 + index)" }.filing
      }
      async let killing: Void = server.kill()
      for filing in filings {
        if let result = try? await store.file(filing), result.outcome == .filed {
          acknowledged.append(filing.origin.session)
        }
      }
      await killing
      #expect(await reason { _ = try await store.file(filings[0]) } == .archiveCentreAway)
      try await server.start()
      // What is filed again is there once, whatever became of it before.
      for filing in filings {
        #expect(try await store.file(filing).outcome == .filed)
        acknowledged.append(filing.origin.session)
      }
    }
    let kept = try await server.sql("SELECT session FROM reading ORDER BY session")
    #expect(kept == Set(acknowledged).sorted())
    #expect(try await store.check().isSound)
  }

  @Test("stopped, it is told as away and not waited for; going on, it takes the same filing once")
  func slow() async throws {
    let server = try await PostgreSQLServer()
    let folder = try ScratchFolder()
    try PostgreSQLStore.initialize(server.target(), stateFolder: folder.path)
    let store = try await open(
      server.target(), folder,
      PostgreSQLLimits(connecting: 2, answering: .seconds(2), settling: .seconds(2)))
    _ = try await store.file(Sample("s1").filing)
    server.setStopped(true)
    #expect(await reason { _ = try await store.file(Sample("s2").filing) } == .archiveCentreAway)
    server.setStopped(false)
    #expect(try await store.file(Sample("s2").filing).outcome == .unchanged)
    #expect(try await server.sql("SELECT count(*) FROM reading") == ["2"])
  }

  @Test("a transaction whose end was not told is asked after", arguments: [true, false])
  func lostAnswer(reachesServer: Bool) async throws {
    let server = try await PostgreSQLServer()
    let wire = try CutWire(to: server.folder.file(".s.PGSQL.5432"))
    let folder = try ScratchFolder()
    let target = "host=\(wire.folder.path) dbname=postgres user=idkiosk"
    try PostgreSQLStore.initialize(target, stateFolder: folder.path)
    let store = try await open(
      target, folder, PostgreSQLLimits(connecting: 30, answering: .seconds(20), settling: .seconds(30)))
    wire.cut(atCommitReaching: reachesServer)
    let outcome = await reason { _ = try await store.file(Sample("s1").filing) }
    #expect(outcome == (reachesServer ? nil : .archiveCentreAway))
    #expect(try await server.sql("SELECT count(*) FROM reading") == [reachesServer ? "1" : "0"])
    #expect(try await store.file(Sample("s1").filing).outcome == .filed)
    #expect(try await server.sql("SELECT count(*) FROM reading") == ["1"])
    #expect(wire.cuts == 1)
  }

  @Test("failed over to the second host, it goes on there with everything that was acknowledged")
  func failedOver() async throws {
    let first = try await PostgreSQLServer()
    let second = try await PostgreSQLServer(following: first)
    let folder = try ScratchFolder()
    let target = "host=\(first.folder.path),\(second.folder.path) dbname=postgres user=idkiosk"
    try PostgreSQLStore.initialize(target, stateFolder: folder.path)
    let store = try await open(target, folder)
    let filings = (0..<6).map { index in
      Sample("s\(index)") { $0.number = "11000019900307100\(index)" }.filing
    }
    for filing in filings.dropLast() { #expect(try await store.file(filing).outcome == .filed) }
    await first.kill()
    // The second one only follows: nothing is written there.
    #expect(await reason { _ = try await store.file(filings[5]) } == .archiveCentreAway)
    #expect(await reason { _ = try await store.count() } == .archiveCentreAway)
    try await second.takeOver()
    #expect(try await store.count() == 5)
    for filing in filings { #expect(try await store.file(filing).outcome == .filed) }
    #expect(try await second.sql("SELECT count(*) FROM reading") == ["6"])
    #expect(try await store.check().isSound)
  }

  @Test("out of connections it is told as away, and goes on when there are some")
  func crowded() async throws {
    let server = try await PostgreSQLServer(
      settings: ["max_connections=4", "superuser_reserved_connections=0", "max_wal_senders=0"])
    let folder = try ScratchFolder()
    try PostgreSQLStore.initialize(server.target(), stateFolder: folder.path)
    var others: [PostgreSQLConnection] = []
    for _ in 0..<4 { others.append(try PostgreSQLConnection(server.target(), limits: Self.limits)) }
    #expect(await reason { _ = try await open(server.target(), folder) } == .archiveCentreAway)
    others.removeAll()
    // The server takes a moment to see that they went.
    var store: ArchiveStore?
    while store == nil { store = try? await open(server.target(), folder) }
    let kept = try #require(store)
    for _ in 0..<3 { others.append(try PostgreSQLConnection(server.target(), limits: Self.limits)) }
    #expect(try await kept.file(Sample("s1").filing).outcome == .filed)
    // A check has a connection of its own.
    #expect(await reason { _ = try await kept.check() } == .archiveCentreAway)
    #expect(try await kept.file(Sample("s1").filing).outcome == .filed)
  }

  @Test("nobody is let in with other keys, to no archive, or to a newer one, and nothing is changed")
  func refused() async throws {
    let server = try await PostgreSQLServer.shared.value
    let target = try await server.makeSchema()
    let folder = try ScratchFolder()
    #expect(await reason { _ = try await open(target, folder) } == .archiveCentreEmpty)
    try PostgreSQLStore.initialize(target, stateFolder: folder.path)
    let other = try ScratchFolder()
    #expect(await reason { _ = try await open(target, other) } == .archiveKeyUnusable)
    #expect(throws: KioskFailure(.archiveKeyUnusable)) {
      try PostgreSQLStore.initialize(target, stateFolder: other.path)
    }
    for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] {
      try ArchiveFixture.writeKey(ArchiveFixture.key, in: other, as: name)
    }
    #expect(await reason { _ = try await open(target, other) } == .archiveKeyWrong)
    let store = try await open(target, folder)
    #expect(await reason { _ = try await open(target, folder) } == .archiveInUse)
    #expect(
      await reason { _ = try await store.backUp(as: "one.db", by: RotationTests.entry) } == .backupAtCentre)
    await store.close()
    try await server.sql("UPDATE installed SET version = version + 1", schema: target)
    #expect(await reason { _ = try await open(target, folder) } == .archiveNewer)
    #expect(try await server.sql("SELECT count(*) FROM audit", schema: target) == ["0"])
  }

  @Test("neither values nor codes stand readable in any file of the server")
  func secrecy() async throws {
    let server = try await PostgreSQLServer()
    let folder = try ScratchFolder()
    try PostgreSQLStore.initialize(server.target(), stateFolder: folder.path)
    let store = try await open(server.target(), folder)
    _ = try await store.file(Sample("session-planted").filing)
    await store.close()
    try await server.sql("CHECKPOINT")
    var found = Set<String>()
    for file in try FileManager.default.subpathsOfDirectory(atPath: server.folder.file("data")) {
      guard let data = FileManager.default.contents(atPath: server.folder.file("data/" + file)) else {
        continue
      }
      for text in ["session-planted", "MARKER", "样本", Sample("s").number]
      where data.range(of: Data(text.utf8)) != nil { found.insert(text) }
    }
    #expect(found == ["session-planted"])
  }
}
