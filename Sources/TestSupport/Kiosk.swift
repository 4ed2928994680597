import Foundation

/// The two daemons of a window, started by a test in a folder of their own.
public final class Kiosk: Sendable {
  /// What one run of the command line client gave.
  public struct Answer: Sendable {
    /// The exit status.
    public var status: Int32
    /// Standard output.
    public var output: String
    /// Standard error.
    public var errors: String
    /// Standard output as JSON.
    public var json: JSONValue { JSONValue(output) }

    /// What a run gave.
    public init(status: Int32, output: String, errors: String) {
      self.status = status
      self.output = output
      self.errors = errors
    }
  }

  /// The folder of sockets and state.
  public let folder: ScratchFolder
  /// The reader daemon.
  public let readerDaemon: RunningProgram
  /// The counter daemon.
  public let counterDaemon: RunningProgram
  private let environment: [String: String?]

  /// The configuration that decodes the portraits of synthetic cards.
  public static var standInPortraits: String {
    """
    window.id = test-window
    portrait.library = \(Programs.path("libidkiosk-standin-portrait.so"))
    portrait.interface = unpack
    portrait.code = 7
    portrait.seconds = 60

    """
  }

  /// Starts both daemons and waits until they are ready.
  ///
  /// `environment` goes to the reader daemon: how it finds pcscd or the mocked USB bus. `launcher` are words in front of
  /// that daemon's program.
  public init(
    folder: ScratchFolder, links: String, environment: [String: String?] = [:],
    configuration: String = Kiosk.standInPortraits, counterEnvironment: [String: String?] = [:],
    launcher: [String] = []
  ) async throws {
    self.folder = folder
    self.environment = environment
    let file = try folder.write(configuration, to: "idkiosk.conf")
    readerDaemon = try Self.startReaderDaemon(folder, links, environment, file, launcher: launcher)
    _ = try await readerDaemon.errorLine { $0.hasSuffix(": ready") }
    counterDaemon = try Self.startCounterDaemon(folder, file, environment: counterEnvironment)
    _ = try await counterDaemon.errorLine { $0.hasSuffix(": ready") }
  }

  /// Starts another reader daemon on the same folder, as after a crash.
  public static func startReaderDaemon(
    _ folder: ScratchFolder, _ links: String, _ environment: [String: String?], _ configuration: String,
    launcher: [String] = []
  ) throws -> RunningProgram {
    // Where root runs the tests, a node of USB must be closed to it as it is to others.
    let (program, arguments) = MockUSBReader.withoutOverride(
      Programs.path("idkiosk-readerd"),
      [
        "--runtime-dir", folder.path, "--state-dir", folder.file("reader-state"), "--config", configuration,
        "--links", links,
      ])
    let words = launcher + [program] + arguments
    return try RunningProgram(words[0], Array(words.dropFirst()), environment: environment)
  }

  /// Starts another counter daemon on the same folder, as after a crash.
  public static func startCounterDaemon(
    _ folder: ScratchFolder, _ configuration: String, environment: [String: String?] = [:]
  ) throws -> RunningProgram {
    try RunningProgram(
      Programs.path("idkioskd"),
      ["--runtime-dir", folder.path, "--state-dir", folder.file("state"), "--config", configuration],
      environment: environment)
  }

  /// Runs the command line client to its end.
  public func client(_ arguments: String...) async throws -> Answer {
    try await Self.client(arguments, in: folder)
  }

  /// Runs the command line client on the daemons of `folder`.
  public static func client(_ arguments: [String], in folder: ScratchFolder) async throws -> Answer {
    let program = try startClient(arguments, in: folder)
    let status = await program.wait()
    return Answer(
      status: status, output: program.output.joined(separator: "\n"),
      errors: program.errors.joined(separator: "\n"))
  }

  /// Starts the command line client and leaves it running.
  public static func startClient(_ arguments: [String], in folder: ScratchFolder) throws -> RunningProgram {
    let program = try RunningProgram(
      Programs.path("idkiosk"), arguments + ["--runtime-dir", folder.path], environment: ["TERM": "dumb"])
    program.closeInput()
    return program
  }

  /// A connection that gets every notification of the counter.
  public func watch() async throws -> WireClient {
    let client = try WireClient(folder.file("counter.sock"))
    try await client.hello()
    _ = try await client.call(2, "watch")
    return client
  }

  /// The port of the page of a counter daemon that has one.
  public static func pagePort(_ daemon: RunningProgram) async throws -> UInt16 {
    let line = try await daemon.errorLine { $0.hasPrefix("idkioskd: page http://127.0.0.1:") }
    guard let port = line.split(separator: ":").last.flatMap({ UInt16($0.dropLast()) }) else {
      throw TestFailure("no port: \(line)")
    }
    return port
  }

  /// Stops both daemons; their exit statuses.
  @discardableResult
  public func stop() async -> [Int32] {
    [await counterDaemon.stop(), await readerDaemon.stop()]
  }
}
