import Foundation
import TestSupport
import Testing

@Suite(
  "Filing on a bad disk",
  .enabled("needs leave to mount and trace in namespaces", { await TroubledCounter.isPossible() }),
  .timeLimit(.minutes(2)))
struct FilingTroubleTests {
  /// Expects a reading that stands and a filing that failed for `reason`.
  static func expectFailed(_ answer: Kiosk.Answer, _ reason: String, _ comment: Comment? = nil) {
    #expect(answer.status == 3, comment)
    #expect(answer.json["document"]["number"].text?.isEmpty == false, comment)
    #expect(answer.json["filing"]["outcome"].text == "failed", comment)
    #expect(answer.json["filing"]["error"]["reason"].text == reason, comment)
    #expect(!answer.json["filing"]["person"].exists, comment)
  }

  @Test(
    "full while the daemon runs: reading goes on, filing says so and leaves nothing, and room helps at once")
  func fullWhileRunning() async throws {
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    try await window.lay("2")
    try await window.counter.fill()
    for _ in 0..<2 { Self.expectFailed(try await window.file(), "archive.full") }
    #expect(try await window.persons() == 1)
    try await ArchiveFiles(window.counter.copy()).check(persons: 1, readings: 1)
    try await window.counter.makeRoom()
    let answer = try await window.file()
    #expect(answer.status == 0)
    #expect(answer.json["filing"]["outcome"].text == "filed")
    try await ArchiveFiles(window.counter.copy()).check(persons: 2, readings: 2)
    try await window.stop()
  }

  struct Start: CustomTestStringConvertible {
    var spoil: String
    var mend: String
    var reason: String
    var hasArchive: Bool
    var testDescription: String { "\(reason), \(hasArchive ? "an archive" : "no archive yet")" }
  }

  static let starts = [true, false].flatMap { hasArchive in
    [
      Start(
        spoil: "head -c 64M /dev/zero >filler 2>/dev/null || true", mend: "rm filler", reason: "archive.full",
        hasArchive: hasArchive),
      Start(
        spoil: "mount -o remount,ro none \"$1\"", mend: "mount -o remount,rw none \"$1\"",
        reason: "archive.readOnly", hasArchive: hasArchive),
    ]
  }

  @Test(
    "unusable already at the start: the daemon runs, reads, says why nothing is filed, and files when it can",
    arguments: starts)
  func atTheStart(start: Start) async throws {
    let window = try await TroubledWindow(card: "1")
    if start.hasArchive {
      try await window.counter.start()
      #expect(try await window.file().json["filing"]["outcome"].text == "filed")
      #expect(try await window.counter.stop() == 0)
      try await window.lay("2")
    }
    #expect(try await window.counter.run(start.spoil) == 0)
    let before = try await window.counter.copy()
    #expect(!FileManager.default.fileExists(atPath: before.file("archive.db-wal")))
    try await window.counter.start()
    Self.expectFailed(try await window.file(), start.reason)
    let status = try await window.client("status", "--json")
    #expect(status.status != 0)
    #expect(status.json["archive"]["ok"].flag == false)
    #expect(status.json["archive"]["failure"]["reason"].text == start.reason)
    #expect(status.json["readerService"]["ok"].flag == true)
    let list = try await window.client("person", "list", "--json")
    #expect(list.json["error"]["reason"].text == start.reason)
    let after = try await window.counter.copy()
    for name in ["archive.db", "archive.lookup-1.key", "archive.wrapping-1.key"] where start.hasArchive {
      #expect(try after.bytes(name) == before.bytes(name))
    }
    #expect(FileManager.default.fileExists(atPath: after.file("archive.db")) == start.hasArchive)
    #expect(try await window.counter.run(start.mend) == 0)
    let answer = try await window.file()
    #expect(answer.status == 0)
    #expect(answer.json["filing"]["outcome"].text == "filed")
    let persons = start.hasArchive ? 2 : 1
    try await ArchiveFiles(window.counter.copy()).check(persons: persons, readings: persons)
    try await window.stop()
  }

  struct Fault: CustomTestStringConvertible {
    var call: String
    var error: String
    var reason: String
    var testDescription: String { "\(call) \(error)" }
  }

  static let faults = [
    Fault(call: "pwrite64", error: "EROFS", reason: "archive.readOnly"),
    Fault(call: "pwrite64", error: "EIO", reason: "archive.failed"),
    Fault(call: "pwrite64", error: "EDQUOT", reason: "archive.full"),
    Fault(call: "fdatasync", error: "EIO", reason: "archive.failed"),
    Fault(call: "fdatasync", error: "ENOSPC", reason: "archive.full"),
  ]

  @Test(
    "that refuses writing in the middle of things: each filing says why, none is half there, the next one files"
  )
  func faults() async throws {
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    try await window.lay("2")
    for fault in Self.faults {
      try await window.counter.inject("\(fault.call):error=\(fault.error)")
      Self.expectFailed(try await window.file(), fault.reason, "\(fault)")
      try await window.counter.endInjection()
      #expect(try await window.persons() == 1, "\(fault)")
      // A log that was written and not synced is whole; only the next filing, or a restart, decides what it is worth.
      if fault.call == "pwrite64" {
        try await ArchiveFiles(window.counter.copy()).check(persons: 1, readings: 1, "\(fault)")
      }
    }
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    try await ArchiveFiles(window.counter.copy()).check(persons: 2, readings: 2)
    try await window.stop()
  }

  @Test(
    "that comes back with an archive or a key that must not be used: filing says so, and works when it is mended"
  )
  func comesBackSpoilt() async throws {
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    #expect(try await window.counter.stop() == 0)
    try await window.counter.run("mkdir \(window.cards.path)/whole; cp -a . \(window.cards.path)/whole/")
    #expect(try await window.counter.run("mount -o remount,ro none \"$1\"") == 0)
    try await window.counter.start()
    try await window.lay("2")
    Self.expectFailed(try await window.file(), "archive.readOnly")
    #expect(try await window.counter.run("mount -o remount,rw none \"$1\"") == 0)
    let spoilings = [
      ("chmod 0644 archive.wrapping-1.key", "archive.keyUnusable"),
      (
        "head -c 7 archive.wrapping-1.key >short; chmod 0600 short; mv short archive.wrapping-1.key",
        "archive.keyUnusable"
      ),
      ("rm archive.wrapping-1.key", "archive.keyUnusable"),
      ("head -c 32 /dev/urandom >archive.wrapping-1.key", "archive.keyWrong"),
      (
        "head -c 8192 /dev/urandom | dd of=archive.db bs=4096 seek=1 conv=notrunc status=none",
        "archive.damaged"
      ),
      (
        "echo nothing like an archive of ours, and longer than the hundred bytes of a head, that it is >archive.db;"
          + "head -c 4096 archive.db >>archive.db", "archive.foreign"
      ),
      (
        "printf '\\000\\000\\003\\347' | dd of=archive.db bs=1 seek=60 conv=notrunc status=none",
        "archive.newer"
      ),
    ]
    for (spoiling, reason) in spoilings {
      try await window.counter.run(spoiling)
      Self.expectFailed(try await window.file(), reason, "\(spoiling)")
      try await window.counter.run("rm -f archive.*; cp -a \(window.cards.path)/whole/. .")
    }
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    try await ArchiveFiles(window.counter.copy()).check(persons: 2, readings: 2)
    try await window.stop()
  }

  @Test("that damaged one person while the daemon runs: that filing says so, the others go on")
  func damagedPerson() async throws {
    let window = try await TroubledWindow(card: "1")
    try await window.counter.start()
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    #expect(
      try await window.counter.run("sqlite3 archive.db 'UPDATE version SET sealed = zeroblob(99)'") == 0)
    try await window.lay("1")
    Self.expectFailed(try await window.file(), "archive.damaged")
    try await window.lay("2")
    #expect(try await window.file().json["filing"]["outcome"].text == "filed")
    try await ArchiveFiles(window.counter.copy()).check(persons: 2, readings: 2)
    try await window.stop()
  }
}
