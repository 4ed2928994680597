import CounterRules
import DatabaseKit
import Foundation
import IdentityDocuments
import KioskProtocol
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Erasing a person", .everyEngine, .timeLimit(.minutes(2)))
struct ErasureTests {
  static let entry = AuditEntry(
    at: "2026-11-21T09:15:02+08:00", window: "window-1",
    party: .clerk(name: "chen", role: .supervisor), act: .erasePerson, subject: "request")

  static func later(_ session: String, number: String) -> FilingRequest {
    var request = Sample(session) { $0.number = number }.filing
    request.origin.readAt = "2026-11-21T09:15:03+08:00"
    return request
  }

  /// An archive with two people and something in every table about the first.
  private func window() async throws -> (NumberBench, Sample, batch: String) {
    let bench = try await NumberBench(try await Engine.folderAlone())
    let first = try await bench.person(0)
    _ = try await bench.person(1)
    let store = bench.store
    _ = try await store.file(
      Sample("renewed") {
        $0.number = first.number; $0.name = "MARKER-改名"; $0.validFrom = "20200101"
      }.filing)
    _ = try await store.file(
      Sample("conflict") {
        $0.number = first.number; $0.sex = "2"
      }.filing)
    let renewed = Sample("visit") {
      $0.number = first.number; $0.name = "MARKER-改名"; $0.validFrom = "20200101"
    }
    try await bench.issue(renewed, "13500000001")
    try await bench.confirm(renewed)
    bench.pass(seconds: 61)
    try await bench.issue(renewed, "13500000002", .change)
    let code = try #require(EnterpriseCode("91350100M000100Y43"))
    let listed = try [first.number, "110000199003079991"].map {
      try #require(ExpectedPerson(number: Personal($0), name: Personal("MARKER-名单")))
    }
    let batch = try await store.openBatch(
      BatchOpening(
        name: "b", enterpriseName: "e", enterpriseCode: code, expected: listed, code: Personal("12345678")),
      by: RotationTests.entry)
    _ = try await store.swipe(
      Sample("swiped") { $0.number = first.number }.filing, intoBatch: batch.id, in: .all,
      by: RotationTests.entry)
    return (bench, first, batch.id)
  }

  /// The keys and look-up values of the person in row 1 that nobody else has.
  static func needles(_ folder: ScratchFolder, number: String = "110000199003070001") throws -> [[UInt8]] {
    let db = try Engine.database(folder)
    return try db.rows(
      """
      SELECT wrapped FROM person WHERE row = 1 UNION SELECT lookup FROM person WHERE row = 1
        UNION SELECT wrapped FROM conflict WHERE person = 1
        UNION SELECT number FROM binding WHERE person = 1 UNION SELECT number FROM challenge WHERE person = 1
        UNION SELECT lookup FROM expected WHERE row = 1
        UNION SELECT key FROM name_key AS own WHERE person = 1
          AND NOT EXISTS (SELECT 1 FROM name_key WHERE key = own.key AND person <> 1)
      """
    ) { row throws(SQLiteError) in try row.blob(0) }
  }

  /// The files of the archive, without its backups, that hold one of these.
  static func traces(_ needles: [[UInt8]], in folder: ScratchFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
      guard name.hasPrefix("archive") else { return false }
      let bytes = Data(try folder.bytes(name))
      return needles.contains { bytes.range(of: Data($0)) != nil }
    }
  }

  /// The same on any engine; on the server the tables in whose pages a row stands, dead or alive, that holds one.
  static func found(_ needles: [[UInt8]], in folder: ScratchFolder) async throws -> [String] {
    guard Engine.current == .postgresql else { return try traces(needles, in: folder) }
    let (server, target) = (try await PostgreSQLServer.shared.value, try Engine.target(of: folder))
    try await server.sql("CREATE EXTENSION IF NOT EXISTS pageinspect", schema: target)
    let hex = needles.map { bytes in
      "position('\\x" + bytes.map { String(format: "%02x", $0) }.joined() + "'::bytea IN item.t_data) > 0"
    }
    return try await server.sql(
      ["person", "conflict", "binding", "challenge", "expected", "name_key"].map { table in
        """
        SELECT DISTINCT '\(table)' FROM generate_series(0, pg_relation_size('\(table)') / 8192 - 1) AS page,
          LATERAL heap_page_items(get_raw_page('\(table)', page::int)) AS item
          WHERE \(hex.joined(separator: " OR "))
        """
      }.joined(separator: " UNION ALL "), schema: target)
  }

  @Test("takes key, values and all that finds the person out of every file, and nobody else's")
  func whole() async throws {
    let (bench, first, batch) = try await window()
    let store = bench.store
    let id = try await store.person(kind: first.kind, number: Personal(first.number)).id
    let needles = try Self.needles(bench.folder)
    #expect(needles.count == 7, "\(needles.count)")
    #expect(try await !Self.found(needles, in: bench.folder).isEmpty, "there is something to be found")
    let lines = try await store.audit(before: nil, limit: 500)
    let whom = try #require(lines.last { $0.act == "card.file" }?.whom)

    let receipt = try await store.erase(person: id, by: Self.entry)
    #expect(receipt.person == id && receipt.at == Self.entry.at && receipt.isWiped)
    #expect(receipt.versions == 2 && receipt.conflicts == 1 && receipt.numbers == 1 && receipt.lists == 1)
    #expect(receipt.readings == 3 && receipt.backups.isEmpty)
    #expect(try await Self.found(needles, in: bench.folder) == [])

    await #expect(throws: KioskFailure(.personUnknown)) { try await store.person(id: id) }
    for search in [
      PersonSearch(number: Personal(first.number)), PersonSearch(name: Personal("MARKER-改名")),
      PersonSearch(mobile: MobileNumber(Personal("13500000001"))), PersonSearch(batch: batch),
    ] {
      #expect(try await store.search(search, shownTo: RotationTests.entry).total == 0)
    }
    #expect(try await store.conflicts(offset: 0, limit: 9).isEmpty)
    #expect(try await store.count() == 1)
    let line = try #require(try await store.audit(before: nil, limit: 50).first { $0.act == "person.erase" })
    #expect(line.whom == whom && line.outcome == "erased" && line.actor == "clerk:chen")
    #expect(try await store.check().isSound)
    // The challenge that waited, and its message, are gone: no code goes out to an erased number.
    while let message = try await bench.next() {
      #expect(message.number.digits.disclosed() != "13500000002")
    }
    let visit = try bench.visit(first)
    #expect(await bench.refusal { _ = try await store.number(visit) }?.reason == .personUnknown)
    // The ledger still counts the card and says of nobody that it was his.
    let row = try #require(
      try await store.swipes(of: batch, newestFirst: false, offset: 0, limit: 9).first)
    #expect(row.person == nil && row.document == nil && row.expected == nil)
    let summary = try await store.batch(batch, in: .all)
    #expect(summary.counters.expected == 1 && summary.counters.missing == 1 && summary.counters.total == 1)
    await store.close()
    #expect(try await Self.found(needles, in: bench.folder) == [])
    let again = try await Engine.open(bench.folder)
    #expect(try await again.check().isSound)
    await again.close()
  }

  @Test("leaves nothing in pages that were split, however many are on file", .onlyInAFile)
  func splitPages() async throws {
    let folder = try await ArchiveFixture.archive(
      (0..<300).map { index in Sample("s\(index)") { $0.number = "1100001990030\(10_000 + index)" } })
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    for index in stride(from: 0, to: 300, by: 23) {
      let number = Personal("1100001990030\(10_000 + index)")
      let id = try await store.person(kind: .residentIdentityCard, number: number).id
      let db = try Connection(path: folder.file("archive.db"))
      let needles =
        try db.rows("SELECT wrapped, lookup FROM person WHERE id = ?", [.text(id)]) {
          row throws(SQLiteError) in [try row.blob(0), try row.blob(1)]
        }.first ?? []
      #expect(try await store.erase(person: id, by: Self.entry).isWiped)
      #expect(try Self.traces(needles, in: folder) == [], "person \(index)")
    }
    #expect(try await store.check().isSound)
    await store.close()
  }

  @Test(
    "of two people with one number, what was read of the one who stays is filed as if nobody had been erased")
  func namesake() async throws {
    let folder = try await Engine.folderAlone()
    let store = try await Engine.open(folder)
    let stays = try #require(try await store.file(Sample("first").filing).person)
    let other = { (session: String) in
      Sample(session) {
        $0.sex = "2"
        $0.name = "MARKER-同号"
      }.filing
    }
    #expect(try await store.file(other("conflict")).outcome == .conflict)
    let goes = try await store.settle(conflict: "conflict", .newPerson, by: ConflictTests.entry).person
    _ = try await store.erase(person: try #require(goes), by: Self.entry)
    // All of them were read before the erasure, and come after it.
    await #expect(throws: KioskFailure(.personErased)) { try await store.file(other("theirs")) }
    let renewal = Sample("renewal") { $0.validFrom = "20200101" }.filing
    #expect(try await store.compare(renewal, shownTo: nil).outcome == .renewed)
    let filed = try await store.file(renewal)
    #expect(filed.outcome == .renewed && filed.person == stays)
    #expect(try await store.check().isSound)
    await store.close()
  }

  @Test("a reading from before is filed no more; the card read anew makes a new person")
  func readAgain() async throws {
    let (bench, first, batch) = try await window()
    let store = bench.store
    let old = try await store.person(kind: first.kind, number: Personal(first.number)).id
    _ = try await store.erase(person: old, by: Self.entry)
    let before = Sample("late") { $0.number = first.number }.filing
    for request in [before, first.filing] {
      await #expect(throws: KioskFailure(.personErased)) { try await store.file(request) }
      await #expect(throws: KioskFailure(.personErased)) { try await store.compare(request, shownTo: nil) }
    }
    await #expect(throws: KioskFailure(.personErased)) {
      try await store.swipe(before, intoBatch: batch, in: .all, by: RotationTests.entry)
    }
    #expect(try await store.swipeCount(of: batch) == 1)
    let anew = try await store.swipe(
      Self.later("anew", number: first.number), intoBatch: batch, in: .all, by: RotationTests.entry)
    #expect(anew.filing?.outcome == .filed && anew.counters.total == 2)
    #expect(anew.filing?.person != nil && anew.filing?.person != old)
    // Once more, with the keys replaced meanwhile: what is left of the first time still holds.
    var state = try await store.beginRotation(by: RotationTests.entry)
    while state.isUnderWay { state = try await store.rotate() }
    await #expect(throws: KioskFailure(.personErased)) { try await store.file(before) }
    #expect(try await store.file(Self.later("anew-2", number: first.number)).outcome == .unchanged)
    await store.close()
  }

  @Test(
    "an older backup that is restored, or put in the archive's place by hand, has the person no more",
    .onlyInAFile)
  func restored() async throws {
    let (bench, first, _) = try await window()
    let store = bench.store
    let backup = try await store.backUp(as: "one.db", by: RotationTests.entry)
    let id = try await store.person(kind: first.kind, number: Personal(first.number)).id
    let needles = try Self.needles(bench.folder)
    let receipt = try await store.erase(person: id, by: Self.entry)
    #expect(receipt.backups.map(\.path) == [backup.path] && receipt.backups.allSatisfy(\.isThere))
    await store.close()

    let report = try SQLiteStore.restore(
      backup.path, stateFolder: bench.folder.path, by: RotationTests.entry)
    #expect(report.isSound && report.persons == 1)
    for suffix in ["", "-wal", "-shm", ".before-1"] { unlink(bench.folder.file("archive.db" + suffix)) }
    try FileManager.default.copyItem(atPath: backup.path, toPath: bench.folder.file("archive.db"))
    let again = try await SQLiteStore.open(stateFolder: bench.folder.path)
    await #expect(throws: KioskFailure(.personUnknown)) { try await again.person(id: id) }
    await #expect(throws: KioskFailure(.personErased)) {
      try await again.file(Sample("late") { $0.number = first.number }.filing)
    }
    #expect(try await again.finishErasures())
    #expect(try Self.traces(needles, in: bench.folder) == [])
    await again.close()
  }

  @Test("a restored backup holds no byte of the person", .onlyInAFile)
  func restoredBytes() async throws {
    let folder = try await ArchiveFixture.archive()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let needles = try Self.needles(folder)
    let backup = try await store.backUp(as: "one.db", by: RotationTests.entry)
    let id = try #require(try await store.list(offset: 0, limit: 1).first?.id)
    _ = try await store.erase(person: id, by: Self.entry)
    await store.close()
    _ = try SQLiteStore.restore(backup.path, stateFolder: folder.path, by: RotationTests.entry)
    #expect(try Self.traces(needles, in: folder) == [])
    // Nobody else's hand wrote this file: it is obeyed by nobody.
    var forged = try folder.bytes("archive.erased")
    forged[3] ^= 1
    try Data(forged).write(to: URL(fileURLWithPath: folder.file("archive.erased")))
    let again = try await SQLiteStore.open(stateFolder: folder.path)
    #expect(try await again.count() == 0)
    await again.close()
  }

  @Test(
    "killed at any write or sync: the person is there whole, or is gone and so are the bytes",
    .onlyInAFile, .enabled("needs leave to trace a process", { await Probe.canTrace() }),
    arguments: ["pwrite64", "fdatasync", "fsync", "ftruncate", "write"])
  func killed(call: String) async throws {
    let made = try ScratchFolder()
    #expect(try await Probe.run(made, count: 3).status == 0)
    let needles = try Self.needles(made)
    var point = 1
    while true {
      let folder = try ScratchFolder(copying: made)
      let comment: Comment = "before \(call) number \(point)"
      let killed = try await Probe.run(
        folder, count: 0, injection: "\(call):signal=KILL:when=\(point)", "erase")
      if killed.status != 0 { #expect(killed.status == 128 + SIGKILL, comment) }
      let persons = try await finished(folder, needles, comment)
      #expect(persons == 2 || persons == 3, comment)
      if killed.lines.contains(where: { $0.hasPrefix("erased") }) { #expect(persons == 2, comment) }
      if killed.status == 0 {
        #expect(killed.lines.contains("erased true"), comment)
        break
      }
      point += Probe.isFull ? 1 : call == "pwrite64" ? 5 : 2
    }
  }

  /// Goes on with what was broken off; the persons that are left, of three or of two, and then no byte of the third.
  private func finished(
    _ folder: ScratchFolder, _ needles: [[UInt8]], _ comment: Comment
  ) async throws -> Int {
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    #expect(try await store.finishErasures(), comment)
    let report = try await store.check()
    #expect(report.isSound, comment)
    await store.close()
    if report.persons == 2 { #expect(try Self.traces(needles, in: folder) == [], comment) }
    return report.persons
  }

  static let refusals = [
    ("pwrite64", "ENOSPC", FailureReason.archiveFull), ("pwrite64", "EROFS", .archiveReadOnly),
    ("fdatasync", "EIO", .archiveFailed),
  ]

  @Test(
    "on a disk that is full or read-only at any step: refused with the person whole, or done",
    .onlyInAFile, .enabled("needs leave to trace a process", { await Probe.canTrace() }), arguments: refusals)
  func refused(call: String, error: String, reason: FailureReason) async throws {
    let made = try ScratchFolder()
    #expect(try await Probe.run(made, count: 3).status == 0)
    let needles = try Self.needles(made)
    var point = 1
    while true {
      let folder = try ScratchFolder(copying: made)
      let comment: Comment = "\(call) number \(point)"
      let run = try await Probe.run(
        folder, count: 0, injection: "\(call):error=\(error):when=\(point)", "erase")
      let isTold = run.lines.contains { $0.hasPrefix("erased") }
      if !isTold { #expect(run.lines.last == "refused \(reason.rawValue)", comment) }
      let persons = try await finished(folder, needles, comment)
      // What was refused may stand in the log, whole, as with a filing.
      #expect(persons == 2 || !isTold && persons == 3, comment)
      // The last step that there is was not refused.
      if isTold, run.lines.contains("erased true"), point > 12 { break }
      point += Probe.isFull ? 1 : 4
      try #require(point < 400)
    }
  }

  @Test(
    "the receipt names the backups that have the person and no others, as long as they are remembered",
    .onlyInAFile)
  func backups() async throws {
    let folder = try ScratchFolder()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    func entry(_ day: String) -> AuditEntry {
      AuditEntry(
        at: "\(day)T09:00:00+08:00", window: "window-1", party: .localAdministrator(uid: 0),
        act: .keepArchive)
    }
    _ = try await store.file(Sample("first") { $0.number = "110000199003079991" }.filing)
    _ = try await store.backUp(as: "before.db", by: entry("2026-11-01"))
    let person = try #require(try await store.file(Sample("person").filing).person)
    for (name, day) in [("old.db", "2026-11-02"), ("moved.db", "2026-11-03"), ("new.db", "2026-11-04")] {
      _ = try await store.backUp(as: name, by: entry(day))
    }
    try FileManager.default.moveItem(
      atPath: folder.file("backups/moved.db"), toPath: folder.file("elsewhere.db"))
    #expect(try await store.removeBackups(madeBefore: "2026-11-03", by: entry("2026-11-20")) == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.file("backups/old.db")))
    // Somebody laid one there by hand: it may have anybody who was on file at the next start.
    try FileManager.default.copyItem(
      atPath: folder.file("elsewhere.db"), toPath: folder.file("backups/found.db"))
    await store.close()
    let again = try await SQLiteStore.open(stateFolder: folder.path)
    let receipt = try await again.erase(person: person, by: Self.entry)
    #expect(
      receipt.backups.map { "\($0.path.split(separator: "/").last ?? "") \($0.isThere)" } == [
        "moved.db false", "new.db true", "found.db true",
      ])
    #expect(receipt.backups.map(\.madeAt)[1] == "2026-11-04T09:00:00+08:00")
    let removed = try await again.audit(before: nil, limit: 50).filter { $0.outcome == "removed" }
    #expect(Set(removed.compactMap(\.subject)) == ["backup before.db", "backup old.db"])
    await again.close()
  }

  @Test("a policy erases on days of use, and not for a week after the clock went ahead by more than a month")
  func clock() async throws {
    let folder = try await ArchiveFixture.archive()
    let store = try await Engine.open(folder)
    let first = try #require(CalendarDate(iso: "2026-11-21")?.days)
    #expect(try await store.mayErase(onDay: first))
    #expect(try await store.mayErase(onDay: first + 31))
    let wrong = first + 31 + 32
    for day in wrong..<(wrong + 7) { #expect(try await !store.mayErase(onDay: day)) }
    #expect(try await store.mayErase(onDay: wrong + 7))
    // Set ahead, and right again before the week is over.
    #expect(try await !store.mayErase(onDay: wrong + 1_000))
    #expect(try await store.mayErase(onDay: wrong + 8))
    await store.close()
  }
}
