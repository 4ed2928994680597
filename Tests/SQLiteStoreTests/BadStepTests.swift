import Foundation
import IdentityDocuments
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite(
  "A disk that refuses one step of long work",
  .enabled("needs leave to trace a process", { await Probe.canTrace() }), .timeLimit(.minutes(4)))
struct BadStepTests {
  struct Fault: CustomTestStringConvertible {
    var call: String
    var error: String
    var reason: String
    var testDescription: String { "\(call) \(error)" }
  }

  static let faults = [
    Fault(call: "pwrite64", error: "ENOSPC", reason: "archive.full"),
    Fault(call: "pwrite64", error: "EROFS", reason: "archive.readOnly"),
    Fault(call: "fdatasync", error: "EIO", reason: "archive.failed"),
    Fault(call: "fsync", error: "ENOSPC", reason: "archive.full"),
    Fault(call: "rename", error: "EROFS", reason: "archive.readOnly"),
  ]

  /// Does the work of `mode` on copies of `made`, with one refusal later each time, until it meets none.
  private func sweep(
    _ mode: String, on made: ScratchFolder, _ fault: Fault,
    check: (ScratchFolder, _ isDone: Bool, Comment) async throws -> Void
  ) async throws {
    var point = 1
    while true {
      let folder = try ScratchFolder(copying: made)
      let log = try ScratchFolder()
      let comment: Comment = "\(mode), \(fault) number \(point)"
      let program = try RunningProgram(
        "/usr/bin/strace",
        [
          "-f", "-qq", "-o", log.file("trace"), "-e", "trace=\(fault.call)", "-e",
          "inject=\(fault.call):error=\(fault.error):when=\(point)", Probe.path, folder.path, "0", "0", mode,
        ])
      _ = await program.wait()
      let isRefused = try String(contentsOfFile: log.file("trace"), encoding: .utf8).contains("(INJECTED)")
      let isDone = program.output.last == "closed"
      // What is told is the disk, never damage; or the step was one that may fail.
      #expect(isDone || program.output.last == "refused \(fault.reason)", "\(comment) \(program.output)")
      try await check(folder, isDone, comment)
      guard isRefused else {
        #expect(isDone, comment)
        return
      }
      point += Probe.isFull ? 1 : fault.call == "pwrite64" ? 17 : 5
      try #require(point < 5_000)
    }
  }

  @Test("a migration stays where it is, and goes on with the next start", arguments: faults)
  func migration(fault: Fault) async throws {
    try await sweep("steps", on: try ArchiveFixture.frozen(version: 1), fault) { folder, _, comment in
      try await ArchiveFixture.checkTakenOver(folder, comment)
    }
  }

  @Test("a rotation stays where it is, everyone is found, and it goes on", arguments: faults)
  func rotation(fault: Fault) async throws {
    let made = try await ArchiveFixture.archive(
      (0..<3).map { index in Sample("s\(index)") { $0.number = "11000019900307100\(index)" } })
    try await sweep("rotate", on: made, fault) { folder, isDone, comment in
      let store = try await SQLiteStore.open(stateFolder: folder.path)
      var state = try await store.rotation()
      if isDone { #expect(!state.isUnderWay, comment) }
      for index in 0..<3 {
        let number = Personal("11000019900307100\(index)")
        #expect(try await store.person(kind: .residentIdentityCard, number: number).versions == 1, comment)
      }
      while state.isUnderWay { state = try await store.rotate(rowsAtOnce: 1) }
      #expect(try await store.check().isSound, comment)
      await store.close()
    }
  }

  @Test("a backup is whole or not there, and the archive is as it was", arguments: faults)
  func backup(fault: Fault) async throws {
    let made = try await ArchiveFixture.archive()
    try await sweep("backup", on: made, fault) { folder, isDone, comment in
      let store = try await SQLiteStore.open(stateFolder: folder.path)
      #expect(try await store.check().isSound, comment)
      let kept = try await store.backups()
      let names =
        try FileManager.default.contentsOfDirectory(atPath: folder.path).contains("backups")
        ? FileManager.default.contentsOfDirectory(atPath: folder.file("backups")) : []
      #expect(kept.map(\.path) == names.map { folder.path + "/backups/" + $0 }, comment)
      if isDone { #expect(names == ["probe.db"], comment) }
      await store.close()
      if names == ["probe.db"] {
        let report = try SQLiteStore.restore(
          folder.file("backups/probe.db"), stateFolder: folder.path, by: RotationTests.entry)
        #expect(report.isSound && report.persons == 1, comment)
      }
    }
  }
}
