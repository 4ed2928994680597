import Foundation
import TestSupport
import Testing

/// The counter daemon on a small disk of its own, and a shell beside it that fills, takes away and gives back that disk,
/// and stops or kills the daemon at a system call.
///
/// Both live in namespaces that an ordinary user may make: there the shell may also trace the daemon, which is
/// undumpable. The daemon dies with the shell, and the shell with its owner.
final class TroubledCounter: Sendable {
  /// Its output is what shell and daemon said, its errors are what the tracer said.
  let shell: RunningProgram
  let folder: ScratchFolder
  private let configuration: String
  private let number = Awaited(0)

  private static let loop = """
    exec 3>&2 2>&1
    mkdir -p "$1"; mount -t tmpfs -o "size=$2,mode=700" none "$1"; cd "$1"; echo mounted
    while read -r line; do eval "$line"; done
    """

  /// Whether an ordinary user may mount and trace in namespaces here.
  static func isPossible() async -> Bool {
    let script = "mount -t tmpfs -o size=1M none /tmp && strace -qq -o /dev/null /bin/true"
    return await (try? RunningProgram("/usr/bin/unshare", ["-Urm", "sh", "-c", script]))?.wait() == 0
  }

  /// Mounts the disk as the state folder in `folder`; starts no daemon yet.
  init(_ folder: ScratchFolder, size: String = "1M", configuration: String) async throws {
    self.folder = folder
    self.configuration = configuration
    shell = try RunningProgram(
      "/usr/bin/unshare", ["-Urm", "sh", "-c", Self.loop, "sh", folder.file("state"), size])
    _ = try await shell.outputLine { $0 == "mounted" }
  }

  /// Runs a line of shell in the state folder; its exit status.
  @discardableResult
  func run(_ line: String) async throws -> Int32 {
    let word = "ended-\(next()) "
    shell.write("\(line); echo \"\(word)$?\"")
    let last = try await shell.outputLine { $0.hasPrefix(word) }
    return Int32(last.dropFirst(word.count)) ?? -1
  }

  /// Starts the daemon and waits until it is ready.
  func start() async throws {
    let before = shell.output.count
    let arguments = [
      "--runtime-dir", folder.path, "--state-dir", folder.file("state"), "--config", configuration,
    ]
    // The shell's descriptors are the daemon's, so it says nothing to a shell that has gone.
    try await run(
      "setpriv --pdeathsig KILL \(Programs.path("idkioskd")) \(arguments.joined(separator: " ")) & daemon=$!")
    try await shell.output { lines in lines.dropFirst(before).contains { $0.hasSuffix("idkioskd: ready") } }
  }

  /// Waits for the daemon's end; its exit status, or 128 + the signal.
  func ended() async throws -> Int32 { try await run("wait $daemon") }

  /// Asks the daemon to stop and waits for its end.
  @discardableResult
  func stop() async throws -> Int32 {
    try await run("kill -TERM $daemon")
    return try await ended()
  }

  /// From now on `injection`, as strace understands it, holds for the daemon's system calls.
  func inject(_ injection: String) async throws {
    let before = shell.errors.count
    let calls = injection.prefix { $0 != ":" }
    try await run("strace -f -e trace=\(calls) -e inject=\(injection) -p $daemon 2>&3 & tracer=$!")
    try await shell.errors { lines in
      lines.dropFirst(before).contains { $0.hasPrefix("strace: Process") && $0.contains("attached") }
    }
  }

  /// Waits until an injected STOP has stopped the daemon.
  func stopped() async throws {
    try await shell.errors { $0.contains { $0.contains("stopped by SIGSTOP") } }
  }

  /// Ends the injection; the daemon goes on by itself.
  func endInjection() async throws { try await run("kill -TERM $tracer; wait $tracer") }

  /// Leaves no room on the disk.
  func fill() async throws {
    try await run("head -c 64M /dev/zero >filler 2>/dev/null")
  }

  /// Gives the room back.
  func makeRoom() async throws { try await run("rm filler") }

  /// A copy of the archive's files as they are now, outside of the disk.
  func copy() async throws -> ScratchFolder {
    let copy = try ScratchFolder()
    guard try await run("cp -a . \(copy.path)/") == 0 else { throw TestFailure("the state was not copied") }
    return copy
  }

  private func next() -> Int {
    number.change { $0 += 1 }
    return number.value
  }
}

/// A whole window whose counter has a disk of its own, with a virtual PC/SC reader behind a real pcscd.
final class TroubledWindow: Sendable {
  let reader: VirtualReader
  /// Sockets and, in the counter's namespace, the state; no card lies in it.
  let folder: ScratchFolder
  let cards: ScratchFolder
  let readerDaemon: RunningProgram
  let counter: TroubledCounter

  /// Starts everything but the counter daemon.
  init(card: String? = nil, size: String = "1M") async throws {
    reader = try await VirtualReader()
    if let card { try await reader.put(card) }
    folder = try ScratchFolder()
    cards = try ScratchFolder()
    let file = try folder.write(Kiosk.standInPortraits, to: "idkiosk.conf")
    readerDaemon = try Kiosk.startReaderDaemon(folder, "pcsc", reader.environment, file)
    _ = try await readerDaemon.errorLine { $0.contains("2 now") }
    counter = try await TroubledCounter(folder, size: size, configuration: file)
  }

  /// Reads and files with the real client.
  func file() async throws -> Kiosk.Answer { try await client("read", "--json", "--timeout", "20", "--file") }

  /// Runs the client.
  func client(_ arguments: String...) async throws -> Kiosk.Answer {
    try await Kiosk.client(arguments, in: folder)
  }

  /// A connection that has said hello.
  func connect() async throws -> WireClient {
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    return client
  }

  /// How many persons are on file.
  func persons() async throws -> Int? { try await client("person", "list", "--json").json["total"].number }

  /// Lays another card in the place of the one that lies there, and waits until its session has begun.
  func lay(_ card: String) async throws {
    let watcher = try WireClient(folder.file("reader.sock"))
    try await watcher.hello()
    _ = try await watcher.call(2, "watch")
    try await reader.lift()
    _ = try await watcher.line { $0["params"]["state"].text == "lifted" }
    try await reader.put(card)
    _ = try await watcher.line { $0["params"]["state"].text == "found" }
  }

  func stop() async throws {
    #expect(try await counter.stop() == 0)
    await readerDaemon.stop()
    await reader.stop()
  }
}
