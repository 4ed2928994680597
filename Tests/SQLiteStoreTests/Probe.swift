import DatabaseKit
import Foundation
import KioskProtocol
import PersonArchive
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

/// Runs of the program that files synthetic people and says what was acknowledged.
enum Probe {
  /// What one run said.
  struct Run {
    var status: Int32
    var lines: [String]
    /// `session outcome person version` of each filing that was acknowledged.
    var acknowledged: [String] { filings.filter { !$0.contains(" failed ") } }
    /// The reasons of those that were refused.
    var refusals: [String] { filings.filter { $0.contains(" failed ") }.map { Self.word(2, of: $0) } }
    private var filings: [String] { lines.filter { $0.hasPrefix("session-") } }

    static func word(_ index: Int, of line: String) -> String {
      line.split(separator: " ").dropFirst(index).first.map(String.init) ?? ""
    }
  }

  static let path = Programs.path("ArchiveKillProbe")
  /// Whether one process may trace another here.
  static func canTrace() async -> Bool {
    await works("/usr/bin/strace", ["-qq", "-o", "/dev/null", "/bin/true"])
  }
  /// Whether an ordinary user may mount a file system of their own here.
  static func canMount() async -> Bool {
    await works("/usr/bin/unshare", ["-Urm", "sh", "-c", "mount -t tmpfs -o size=1M none /tmp"])
  }
  /// Whether the long sweeps were asked for.
  static let isFull = FullRun.isAsked

  /// Files `count` people from number `first` on, each filed and renewed.
  static func run(
    _ folder: ScratchFolder, first: Int = 0, count: Int, _ more: String...
  ) async throws -> Run {
    try await ended(try RunningProgram(path, [folder.path, "\(first)", "\(count)"] + more))
  }

  /// The same with faults in the system calls that `injection` names, as strace understands it.
  static func run(_ folder: ScratchFolder, first: Int = 0, count: Int, injection: String, _ more: String...)
    async throws -> Run
  {
    let calls = injection.prefix { $0 != ":" }
    return try await ended(
      try RunningProgram(
        "/usr/bin/strace",
        ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(injection)", path]
          + [folder.path, "\(first)", "\(count)"] + more))
  }

  /// Runs a shell script in a namespace where `$1` is the probe and `$2` a folder to mount on.
  static func script(_ text: String, _ folder: ScratchFolder) async throws -> [String] {
    let shell = try RunningProgram("/usr/bin/unshare", ["-Urm", "sh", "-ec", text, "sh", path, folder.path])
    let run = try await ended(shell)
    try #require(run.status == 0, "\(shell.errors)")
    return run.lines
  }

  /// Checks a folder after any accident: whole, and everything acknowledged there once.
  static func check(_ folder: ScratchFolder, acknowledged: [String], _ comment: Comment) async throws {
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    for line in acknowledged {
      let words = line.split(separator: " ").map(String.init)
      let readings = try await store.readings(person: words[2]).filter { $0.origin.session == words[0] }
      #expect(readings.map { "\($0.version)" } == [words[3]], comment)
      let versions = try await store.history(person: words[2]).map { "\($0.number)" }
      #expect(versions.filter { $0 == words[3] }.count == 1, comment)
    }
    await store.close()
    let db = try Connection(path: folder.file("archive.db"))
    #expect(
      try db.rows("PRAGMA integrity_check") { row throws(SQLiteError) in try row.text(0) } == ["ok"], comment)
    #expect(
      try db.rows("PRAGMA foreign_key_check") { row throws(SQLiteError) in try row.text(0) } == [], comment)
    #expect(
      try db.integer("SELECT count(*) FROM version")
        == db.integer(
          "SELECT count(*) FROM reading WHERE outcome IN ('filed', 'renewed')"), comment)
  }

  private static func works(_ path: String, _ arguments: [String]) async -> Bool {
    await (try? RunningProgram(path, arguments))?.wait() == 0
  }

  private static func ended(_ program: RunningProgram) async throws -> Run {
    let status = await program.wait()
    return Run(status: status, lines: program.output)
  }
}
