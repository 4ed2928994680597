/// A virtual reader at a pseudo terminal: `idkiosk-emulator serial`.
public final class MockSerialReader: Sendable {
  /// The port, as a configuration would name it.
  public let path: String
  /// The emulator; its lines of output are what happened.
  public let program: RunningProgram
  private let folder: ScratchFolder

  /// Starts it, plugged in, with a module that listens at `speed`.
  public init(speed: Int = 115_200, card: String? = nil) async throws {
    folder = try ScratchFolder()
    path = folder.file("port")
    program = try RunningProgram(
      Programs.path("idkiosk-emulator"),
      ["serial", "--link", path, "--speed", "\(speed)", "--until-stdin-ends"]
        + (card.map { ["--card", $0] } ?? []))
    _ = try await program.outputLine { $0.hasPrefix("ready ") }
  }

  /// Gives a command and waits until it was done; throws when it is not understood.
  public func `do`(_ command: String) async throws {
    let word = command.prefix { $0 != " " }
    let answers = ["ok \(word)", "bad \(word)"]
    let before = program.output.filter { answers.contains($0) }.count
    program.write(command)
    let lines = try await program.output { $0.filter { answers.contains($0) }.count > before }
    guard lines.filter({ answers.contains($0) })[before] == answers[0] else {
      throw TestFailure("the virtual reader does not know: \(word)")
    }
  }

  /// How often an event has happened.
  public func count(_ event: String) -> Int { program.output.filter { $0 == event }.count }

  /// Waits until an event has happened more than `count` times.
  public func event(_ event: String, after count: Int = 0) async throws {
    _ = try await program.output { lines in lines.filter { $0 == event }.count > count }
  }

  /// How many requests it has heard.
  public var requests: Int { program.output.filter(Self.isRequest).count }

  /// Waits until it has heard more than `count` requests.
  public func request(after count: Int) async throws {
    _ = try await program.output { lines in lines.filter(Self.isRequest).count > count }
  }

  private static let isRequest: @Sendable (String) -> Bool = { $0.hasPrefix("request ") }

  /// Ends it.
  public func stop() async {
    program.closeInput()
    await program.wait()
  }
}
