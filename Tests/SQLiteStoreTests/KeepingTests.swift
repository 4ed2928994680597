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

@Suite("Looking after the archive", .timeLimit(.minutes(5)))
struct KeepingTests {
  /// An archive with something in every table, closed.
  private func full() async throws -> ScratchFolder {
    let bench = try await NumberBench()
    let first = try await bench.person(0)
    _ = try await bench.person(1)
    try await bench.issue(first, "13500000001")
    try await bench.confirm(first)
    _ = try await bench.store.file(
      Sample("renewed") {
        $0.number = first.number; $0.address = "MARKER-样本市二号"
      }.filing)
    _ = try await bench.store.file(
      Sample("conflict") {
        $0.number = first.number; $0.sex = "2"
      }.filing)
    _ = try await bench.person(2)
    try await bench.issue(try await bench.person(3), "13500000002")
    let code = try #require(EnterpriseCode("91350100M000100Y43"))
    let listed = try #require(ExpectedPerson(number: Personal("110000199003079991")))
    let batch = try await bench.store.openBatch(
      BatchOpening(
        name: "b", enterpriseName: "e", enterpriseCode: code, broughtBy: Personal("MARKER-乙"),
        expected: [listed], code: Personal("12345678")),
      by: RotationTests.entry)
    _ = try await bench.store.swipe(
      Sample("swiped") { $0.number = first.number }.filing, intoBatch: batch.id, in: .all,
      by: RotationTests.entry)
    try await bench.store.add(
      ClerkAccount(
        name: "li", displayName: "李", role: .clerk, passwordHash: Personal("hash"),
        madeAt: RotationTests.entry.at), by: RotationTests.entry, outcome: "added")
    try await bench.store.set("window.name", to: "b", by: RotationTests.entry, outcome: "set")
    await bench.store.close()
    return bench.folder
  }

  private func check(_ folder: ScratchFolder) async throws -> ArchiveReport {
    let store = try await Engine.open(folder)
    let report = try await store.check()
    await store.close()
    return report
  }

  @Test("a whole archive is found whole, with all that is in it", .everyEngine)
  func whole() async throws {
    let report = try await check(try await full())
    #expect(report.isSound, "\(report.named) \(report.file) \(report.trail)")
    #expect(report.persons == 4 && report.versions == 5 && report.readings >= 5 && report.others >= 5)
  }

  /// A column of each kind of row, and how the damage to it is named.
  struct Flip: CustomTestStringConvertible {
    var table: String
    var column: String
    var named: String
    var testDescription: String { "\(table).\(column)" }
  }

  static let flips = [
    Flip(table: "person", column: "wrapped", named: "person"),
    Flip(table: "person", column: "lookup", named: "version"),
    Flip(table: "version", column: "sealed", named: "version"),
    Flip(table: "version", column: "portrait", named: "version"),
    Flip(table: "reading", column: "mark", named: "reading"),
    Flip(table: "reading", column: "clerk", named: "reading"),
    Flip(table: "reading", column: "read_at", named: "reading"),
    Flip(table: "reading", column: "outcome", named: "reading"),
    Flip(table: "reading", column: "changed", named: "reading"),
    Flip(table: "conflict", column: "sealed", named: "conflict"),
    Flip(table: "conflict", column: "wrapped", named: "conflict"),
    Flip(table: "conflict", column: "window", named: "conflict"),
    Flip(table: "binding", column: "sealed", named: "binding"),
    Flip(table: "binding", column: "number", named: "binding"),
    Flip(table: "challenge", column: "sealed", named: "challenge"),
    Flip(table: "challenge", column: "number", named: "challenge"),
    Flip(table: "challenge", column: "id", named: "challenge"),
    Flip(table: "batch", column: "brought_by", named: "batch"),
    Flip(table: "expected", column: "sealed", named: "expected"),
    Flip(table: "expected", column: "lookup", named: "expected"),
    Flip(table: "message", column: "sealed", named: "message"),
    Flip(table: "name_key", column: "key", named: "version"),
    Flip(table: "swipe", column: "actor", named: "swipe"),
    Flip(table: "swipe", column: "mark", named: "swipe"),
    Flip(table: "swipe", column: "bound", named: "swipe"),
    Flip(table: "clerk", column: "role", named: "clerk"),
    Flip(table: "clerk", column: "password", named: "clerk"),
    Flip(table: "setting", column: "value", named: "setting"),
    Flip(table: "batch", column: "name", named: "batch"),
    Flip(table: "batch", column: "opened_by", named: "batch"),
    Flip(table: "batch", column: "code", named: "batch"),
    Flip(table: "audit", column: "actor", named: "audit"),
    Flip(table: "audit", column: "chain", named: "audit"),
  ]

  @Test("one bit of any kind of row is named, and the rest is still read", arguments: flips)
  func flipped(flip: Flip) async throws {
    let folder = try await full()
    let whole = try await check(folder)
    try ArchiveFixture.tamper(folder) { db throws(SQLiteError) in
      try db.execute("DROP TRIGGER audit_kept_from_change; PRAGMA foreign_keys=OFF")
      let place =
        flip.table == "setting"
        ? "key = 'window.name'"
        : flip.table == "name_key"
          ? "(key, person) = (SELECT key, person FROM name_key LIMIT 1)"
          : "row = (SELECT min(row) FROM \(flip.table) WHERE \(flip.column) IS NOT NULL AND \(flip.column) <> '')"
      try db.executeTrusted(
        "CREATE TEMP TABLE flipped AS SELECT hex(\(flip.column)) AS old, typeof(\(flip.column)) AS type FROM \(flip.table) WHERE \(place)"
      )
      let old = try db.rows("SELECT old FROM flipped") { row throws(SQLiteError) in try row.text(0) }[0]
      // The last bit; text stays text.
      let last = UInt8(old.suffix(2), radix: 16) ?? 0
      let new = String(old.dropLast(2)) + String(format: "%02X", last ^ 1)
      let type = try db.rows("SELECT type FROM flipped") { row throws(SQLiteError) in try row.text(0) }[0]
      try db.executeTrusted(
        "UPDATE \(flip.table) SET \(flip.column) = \(type == "text" ? "CAST(x'\(new)' AS TEXT)" : "x'\(new)'") WHERE \(place)"
      )
    }
    let report = try await check(folder)
    #expect(!report.isSound)
    if flip.named == "audit" {
      #expect(report.trail.contains { $0.kind == .changed })
      return
    }
    #expect(report.named.contains { $0.table == flip.named }, "\(report.named)")
    #expect(report.persons >= whole.persons - 1 && report.versions >= whole.versions - 2)
    #expect(report.trail.isEmpty)
  }

  @Test("on a server one bit of any kind of row is named as well, and whole again nothing is", .onPostgreSQL)
  func flippedAtTheCentre() async throws {
    let folder = try await full()
    let whole = try await check(folder)
    let (server, target) = (try await PostgreSQLServer.shared.value, try Engine.target(of: folder))
    // Of each the column's type, the row that is changed, and what stands there now.
    let flips = Self.flips.enumerated().filter { FullRun.isAsked || $0.offset % 3 == 0 }.map(\.element)
    let asked = flips.map { flip in
      let (key, row) =
        switch flip.table {
        case "setting": ("key", "'window.name'")
        case "name_key": ("person", "(SELECT min(person) FROM name_key)")
        default:
          (
            "row",
            "(SELECT min(row) FROM \(flip.table) WHERE CAST(\"\(flip.column)\" AS TEXT) NOT IN ('', '\\x'))"
          )
        }
      return """
        (SELECT pg_typeof("\(flip.column)"), '\(key)', \(key),
          CASE WHEN pg_typeof("\(flip.column)") = 'bytea'::regtype THEN substr(CAST("\(flip.column)" AS TEXT), 3)
            ELSE encode(convert_to(CAST("\(flip.column)" AS TEXT), 'UTF8'), 'hex') END
          FROM \(flip.table) WHERE \(key) = \(row) LIMIT 1)
        """
    }
    for (flip, query) in zip(flips, asked) {
      let answer = try await server.sql(query, schema: target).joined().split(separator: "|")
      try #require(answer.count == 4, "\(flip)")
      let (column, row) = ("\"\(flip.column)\"", "\(answer[1]) = '\(answer[2])'")
      func literal(_ hex: String) -> String {
        answer[0] == "bytea" ? "'\\x\(hex)'::bytea" : "convert_from('\\x\(hex)', 'UTF8')"
      }
      // The last bit; text stays text.
      let old = String(answer[3])
      let last = try #require(UInt8(old.suffix(2), radix: 16), "\(flip)")
      let new = String(old.dropLast(2)) + String(format: "%02x", last ^ 1)
      func put(_ to: String, inPlaceOf from: String) async throws {
        try await server.sql(
          """
          SET session_replication_role = replica;
          UPDATE \(flip.table) SET \(column) = \(literal(to)) WHERE \(column) = \(literal(from)) AND \(row)
          """, schema: target)
      }
      try await put(new, inPlaceOf: old)
      let report = try await check(folder)
      #expect(!report.isSound, "\(flip)")
      if flip.named == "audit" {
        #expect(report.trail.contains { $0.kind == .changed }, "\(flip)")
      } else {
        #expect(report.named.contains { $0.table == flip.named }, "\(flip): \(report.named)")
        #expect(report.persons >= whole.persons - 1 && report.trail.isEmpty, "\(flip)")
      }
      try await put(old, inPlaceOf: new)
    }
    #expect(try await check(folder) == whole)
  }

  @Test("broken pages are told with what can still be read, and end nothing")
  func brokenPages() async throws {
    let folder = try await ArchiveFixture.archive(
      (0..<60).map { index in Sample("s\(index)") { $0.number = "1100001990030\(10_000 + index)" } })
    let whole = try folder.bytes("archive.db")
    var told = 0
    for page in stride(from: 2, to: whole.count / 4_096, by: 3) {
      let copy = try ScratchFolder()
      for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] {
        try ArchiveFixture.writeKey(try folder.bytes(name), in: copy, as: name)
      }
      try Data(try folder.bytes("archive.audit")).write(to: URL(fileURLWithPath: copy.file("archive.audit")))
      var bytes = whole
      bytes.replaceSubrange(page * 4_096..<(page * 4_096 + 64), with: [UInt8](repeating: 0xEE, count: 64))
      try Data(bytes).write(to: URL(fileURLWithPath: copy.file("archive.db")))
      guard let store = try? await SQLiteStore.open(stateFolder: copy.path) else { continue }
      let report = try? await store.check()
      await store.close()
      guard let report else { continue }
      told += 1
      #expect(!report.isSound, "page \(page)")
    }
    #expect(told > 0)
  }

  @Test("a backup made while others file is whole, opens, and holds one moment")
  func backup() async throws {
    let folder = try ScratchFolder()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    for index in 0..<20 {
      _ = try await store.file(Sample("s\(index)") { $0.number = "1100001990030\(10_000 + index)" }.filing)
    }
    async let backup = store.backUp(as: "one.db", by: RotationTests.entry)
    for index in 20..<60 {
      _ = try await store.file(Sample("s\(index)") { $0.number = "1100001990030\(10_000 + index)" }.filing)
    }
    let made = try await backup
    #expect(made.report.isSound && (20...60).contains(made.report.persons))
    #expect(made.path == folder.path + "/backups/one.db")
    await #expect(throws: KioskFailure(.backupExists)) {
      try await store.backUp(as: "one.db", by: RotationTests.entry)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("backups")) == ["one.db"])
    #expect(try await store.count() == 60)
    #expect(try await store.audit(before: nil, limit: 500).contains { $0.act == "archive.keep" })
    #expect(throws: KioskFailure(.archiveInUse)) {
      try SQLiteStore.restore(made.path, stateFolder: folder.path, by: RotationTests.entry)
    }
    await store.close()

    let report = try SQLiteStore.restore(made.path, stateFolder: folder.path, by: RotationTests.entry)
    #expect(report == made.report)
    let again = try await SQLiteStore.open(stateFolder: folder.path)
    #expect(try await again.count() == made.report.persons)
    #expect(try await again.audit(before: nil, limit: 1).first?.outcome == "restored")
    #expect(try await again.check().isSound, "a restore is no cut in the audit trail")
    await again.close()
    #expect(FileManager.default.fileExists(atPath: folder.file("archive.db.before-1")))
  }

  private func refusal(_ backup: String, _ folder: ScratchFolder) -> KioskFailure? {
    do throws(KioskFailure) {
      _ = try SQLiteStore.restore(backup, stateFolder: folder.path, by: RotationTests.entry)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "a backup that is damaged, foreign, of other keys or not there is not restored, and nothing is changed")
  func badBackup() async throws {
    let folder = try await ArchiveFixture.archive()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let backup = try await store.backUp(as: "one.db", by: RotationTests.entry).path
    await store.close()
    let other = try await ArchiveFixture.archive()
    let damaged = folder.file("backups/damaged.db")
    try FileManager.default.copyItem(atPath: backup, toPath: damaged)
    try Connection(path: damaged).execute("UPDATE version SET sealed = zeroblob(100)")
    let foreign = try folder.write(String(repeating: "a diary\n", count: 200), to: "backups/foreign.db")
    // A page of it is nonsense, which the copy finds before any check.
    let torn = folder.file("backups/torn.db")
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: backup)))
    for index in 4_096..<min(20_480, bytes.count) { bytes[index] = 0xA5 }
    try Data(bytes).write(to: URL(fileURLWithPath: torn))
    let empty = try folder.write("", to: "backups/empty.db")
    let before = try Snapshot(folder)
    let cases: [(String, KioskFailure)] = [
      (damaged, KioskFailure(.backupUnusable)), (foreign, KioskFailure(.backupUnusable)),
      (torn, KioskFailure(.backupUnusable, detail: 11)), (empty, KioskFailure(.backupUnusable)),
      (folder.path, KioskFailure(.backupUnusable, detail: 22)),
      (other.file("archive.db"), KioskFailure(.archiveKeyWrong)),
      (folder.file("backups/none.db"), KioskFailure(.backupMissing)),
    ]
    for (path, reason) in cases {
      #expect(refusal(path, folder) == reason, "\(path)")
      #expect(try Snapshot(folder).files == before.files, "\(reason)")
    }
  }

  @Test(
    "a backup of every earlier version is restored and brought up",
    arguments: 1..<ArchiveSchema.migrations.count)
  func earlierBackup(version: Int) async throws {
    let folder = try ArchiveFixture.frozen(version: version)
    try FileManager.default.moveItem(atPath: folder.file("archive.db"), toPath: folder.file("old.db"))
    let report = try SQLiteStore.restore(
      folder.file("old.db"), stateFolder: folder.path, by: RotationTests.entry)
    #expect(report.isSound && report.persons > 0)
    try await ArchiveFixture.checkTakenOver(folder)
  }

  @Test(
    "killed at any write or sync of a backup: the archive is whole, and there is a whole backup or none",
    .enabled("needs leave to trace a process", { await Probe.canTrace() }),
    arguments: ["pwrite64", "fsync", "fdatasync", "rename", "write"])
  func killed(call: String) async throws {
    var point = 1
    while true {
      let folder = try await ArchiveFixture.archive()
      let comment: Comment = "before \(call) number \(point)"
      let killed = try await Probe.run(
        folder, count: 0, injection: "\(call):signal=KILL:when=\(point)", "backup")
      if killed.status != 0 { #expect(killed.status == 128 + SIGKILL, comment) }
      #expect(try await check(folder).isSound, comment)
      let made = FileManager.default.fileExists(atPath: folder.file("backups/probe.db"))
      if made {
        let report = try SQLiteStore.restore(
          folder.file("backups/probe.db"), stateFolder: folder.path, by: RotationTests.entry)
        #expect(report.isSound && report.persons == 1, comment)
      }
      if killed.status == 0 {
        #expect(made, comment)
        break
      }
      point += Probe.isFull ? 1 : call == "pwrite64" ? 7 : 2
    }
  }

  @Test(
    "killed at any step of a restore: the archive is the old one or the restored one, whole, and the old one is kept",
    .enabled("needs leave to trace a process", { await Probe.canTrace() }),
    arguments: ["pwrite64", "fsync", "link", "rename", "unlink"])
  func restoreKilled(call: String) async throws {
    let folder = try await ArchiveFixture.archive()
    #expect(try await Probe.run(folder, count: 0, "backup").status == 0)
    // One more since the backup: the old archive and the restored one can be told apart.
    #expect(try await Probe.run(folder, first: 5, count: 1).status == 0)
    let now = try await check(folder).persons
    var point = 1
    while true {
      let copy = try ScratchFolder()
      try FileManager.default.removeItem(atPath: copy.path)
      try FileManager.default.copyItem(atPath: folder.path, toPath: copy.path)
      let comment: Comment = "before \(call) number \(point)"
      let killed = try await Probe.run(
        copy, count: 0, injection: "\(call):signal=KILL:when=\(point)", "restore")
      if killed.status != 0 { #expect(killed.status == 128 + SIGKILL, comment) }
      let report = try await check(copy)
      // The heads of the trail are a file of their own: while neither stands in its place, the trail says so.
      #expect(report.damaged == 0 && report.file.isEmpty, comment)
      #expect(report.trail.allSatisfy { $0.kind == .noHead }, comment)
      #expect([now, now - 1].contains(report.persons), comment)
      if killed.status == 0 {
        #expect(report.persons == now - 1, comment)
        #expect(FileManager.default.fileExists(atPath: copy.file("archive.db.before-1")), comment)
        break
      }
      point += Probe.isFull ? 1 : call == "pwrite64" ? 9 : 2
    }
  }
}
