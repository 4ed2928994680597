import Foundation
import Synchronization

/// A real PostgreSQL of the test's own: on a unix socket only, as an ordinary user, gone with the test program.
///
/// It does not sync: what is killed here is the server, and the machine under it goes on.
public final class PostgreSQLServer: Sendable {
  /// The folder of its socket and its data.
  public let folder: ScratchFolder
  private let settings: [String]
  private let isShared: Bool
  private let program = Mutex<RunningProgram?>(nil)
  private let postmaster = Mutex<Int32>(0)

  /// The one that most tests share; each has a schema of its own on it.
  public static let shared = Task { try await PostgreSQLServer(isShared: true) }

  /// The data that every server begins with: made once, which takes longer than to copy it.
  private static let template = Task {
    let folder = try ScratchFolder()
    // Takes the folder away when nobody holds its standard input any more: with the test program, however that ends.
    let keeper = try shell(
      """
      "$1/initdb" -D data -A trust -E UTF8 --locale=C.UTF-8 --no-sync --wal-segsize=1 -U idkiosk >&2 && echo made
      cat >/dev/null
      rm -rf "$0"
      """, [try binaries()], in: folder)
    _ = try await keeper.outputLine { $0 == "made" }
    return (folder: folder, keeper: keeper)
  }

  /// Makes the data and starts; `settings` are those of postgresql.conf, `access` lines come first in pg_hba.conf, and
  /// `files` lie beside the data, readable by the server alone.
  public convenience init(
    settings: [String] = [], access: [String] = [], files: [String: String] = [:]
  ) async throws {
    try await self.init(settings: settings, access: access, files: files, isShared: false)
  }

  private init(
    settings: [String] = [], access: [String] = [], files: [String: String] = [:], isShared: Bool
  ) async throws {
    folder = try ScratchFolder()
    self.settings = settings
    self.isShared = isShared
    let template = try await Self.template.value
    try folder.write(access.map { $0 + "\n" }.joined(), to: "access")
    for (name, text) in files { try folder.write(text, to: name) }
    let made = try Self.shell(
      """
      cp -R "$1/data" data && chmod 700 data && cat access "$1/data/pg_hba.conf" >data/pg_hba.conf
      shift
      for file; do cp "$file" data && chmod 600 "data/$file" || exit 1; done
      """, [template.folder.path] + files.keys, in: folder)
    guard await made.wait() == 0 else { throw TestFailure("copy: \(made.errors.suffix(3))") }
    try await start()
  }

  /// One that follows `primary`, which waits for it with every commit from then on, and can take its place.
  public init(following primary: PostgreSQLServer) async throws {
    folder = try ScratchFolder()
    settings = primary.settings
    isShared = false
    let made = try Self.shell(
      """
      "$1/pg_basebackup" -h "$2" -U idkiosk -D data -R --checkpoint=fast --no-sync
      """, [Self.binaries(), primary.folder.path], in: folder)
    guard await made.wait() == 0 else { throw TestFailure("pg_basebackup: \(made.errors.suffix(3))") }
    try await start()
    try await primary.sql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    try await primary.sql("SELECT pg_reload_conf()")
  }

  /// Makes one that follows another the one to write to.
  public func takeOver() async throws { try await sql("SELECT pg_promote()") }

  // The shell in front of it is killed with its owner, and would leave the server behind.
  deinit { signal(SIGKILL) }

  /// Whether the tests' PostgreSQL is installed.
  public static var isInstalled: Bool { (try? binaries()) != nil }

  /// The connection string of a new schema with nothing in it.
  public func makeSchema() async throws -> String {
    let name = "t" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
    try await sql("CREATE SCHEMA \(name)")
    return target("options='-c search_path=\(name)'")
  }

  /// The connection string of a new database, for what a neighbour's open transaction would hinder.
  public func makeDatabase() async throws -> String {
    let name = "t" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
    try await sql("CREATE DATABASE \(name) TEMPLATE template0")
    return "host=\(folder.path) dbname=\(name) user=idkiosk"
  }

  /// A connection string with more in it.
  public func target(_ more: String = "") -> String {
    "host=\(folder.path) dbname=postgres user=idkiosk " + more
  }

  /// Runs statements beside everybody; the lines they give.
  @discardableResult
  public func sql(_ text: String, schema: String? = nil) async throws -> [String] {
    let psql = try RunningProgram(
      "/usr/bin/psql",
      ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", schema ?? target(), "-c", text])
    guard await psql.wait() == 0 else { throw TestFailure("psql: \(psql.errors.suffix(3))") }
    return psql.output
  }

  /// Starts it again after it was killed.
  public func start() async throws {
    let options = (["fsync=off", "max_connections=100", "shared_buffers=16MB"] + settings)
      .map { "-c '\($0)'" }.joined(separator: " ")
    // Ends when nobody holds its standard input any more, which is also when the test program was killed.
    let started = try Self.shell(
      """
      "$1/postgres" -D data -k "$0" -c listen_addresses= \(options) </dev/null &
      echo "postmaster $!"
      cat >/dev/null
      kill -QUIT $! && wait $!
      test -z "$2" || rm -rf "$0"
      """, [Self.binaries(), isShared ? "remove" : ""], in: folder)
    let line = try await started.outputLine { $0.hasPrefix("postmaster ") }
    let number = line.dropFirst("postmaster ".count)
    postmaster.withLock { $0 = Int32(number) ?? 0 }
    // A client that comes too early is told FATAL as well, by a process of its own.
    let said = try await started.errorLine {
      $0.contains("ready to accept") || $0.contains("[\(number)] FATAL:") || $0.contains("aborting startup")
    }
    guard said.contains("ready to accept") else { throw TestFailure("postgres: \(started.errors.suffix(3))") }
    program.withLock { $0 = started }
  }

  /// Ends it at once, with everything that is under way.
  public func kill() async {
    signal(SIGKILL)
    postmaster.withLock { $0 = 0 }
    let program = program.withLock { program in
      defer { program = nil }
      return program
    }
    program?.closeInput()
    await program?.wait()
  }

  /// Keeps it from answering, or lets it go on.
  public func setStopped(_ isStopped: Bool) { signal(isStopped ? SIGSTOP : SIGCONT) }

  /// Sends a signal to the server and to those who serve its clients.
  private func signal(_ number: Int32) {
    let parent = postmaster.withLock { $0 }
    guard parent > 0 else { return }
    let children =
      (try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)) ?? ""
    for pid in [parent] + children.split(separator: " ").compactMap({ Int32($0) }) {
      Foundation.kill(pid, number)
    }
  }

  private static func binaries() throws -> String {
    let versions = "/usr/lib/postgresql"
    let found = (try FileManager.default.contentsOfDirectory(atPath: versions)).compactMap(Int.init).max()
    guard let found else { throw TestFailure("no PostgreSQL") }
    return "\(versions)/\(found)/bin"
  }

  // PostgreSQL refuses to run as root: then it runs as nobody.
  private static func shell(
    _ script: String, _ arguments: [String], in folder: ScratchFolder
  ) throws -> RunningProgram {
    try .asUser(
      65_534, "/bin/sh", ["-c", "cd \"$0\" || exit 1\n" + script, folder.path] + arguments, owning: folder)
  }
}
