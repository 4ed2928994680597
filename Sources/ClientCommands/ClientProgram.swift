internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// The program idkiosk: everything a clerk and an administrator can do from a terminal.
public enum ClientProgram {
  private static let commands: [any ClientCommand.Type] = [
    ReadCommand.self, DoneCommand.self, WatchCommand.self, ReadersCommand.self, StatusCommand.self,
    PersonShowCommand.self, PersonHistoryCommand.self, PersonListCommand.self,
  ]

  private static let common = [
    OptionSpec("json", help: "one JSON object on standard output"),
    OptionSpec("runtime-dir", "DIR", help: "folder of the sockets (default /run/idkiosk)"),
    OptionSpec("help", help: "this text"),
  ]

  /// Runs one command; returns the exit status.
  public static func run(_ words: [String]) async -> Int32 {
    ProcessHardening.ignoreBrokenPipes()
    guard let (type, rest) = command(in: words) else { return usage(words) }
    var spec = type.spec
    spec.options += common
    let arguments: ParsedArguments
    do throws(UsageError) {
      arguments = try spec.parse(rest)
    } catch {
      Console.error("\(spec.name): \(error.message)\n\n\(spec.help)")
      return ExitStatus.usage
    }
    guard !arguments.has("help") else {
      Console.write(spec.help)
      return ExitStatus.success
    }
    let output = Output(isJSON: arguments.has("json"))
    do throws(KioskFailure) {
      let settings = ProgramSettings(arguments)
      let client = try await RPCClient.connect(
        to: settings.counterSocket, as: "idkiosk", absence: .counterAbsent)
      return try await type.run(arguments, client, output)
    } catch {
      output.failure(error)
      return error.reason == .startUsage ? ExitStatus.usage : ExitStatus.of(error)
    }
  }

  /// The command that the first one or two words name, and the words after it.
  private static func command(in words: [String]) -> ((any ClientCommand.Type), [String])? {
    for type in commands {
      let name = type.spec.name.split(separator: " ").dropFirst().map(String.init)
      if words.starts(with: name) { return (type, Array(words.dropFirst(name.count))) }
    }
    return nil
  }

  private static func usage(_ words: [String]) -> Int32 {
    let isAsked = words.first == "--help" || words.first == "help"
    let width = (commands.map { $0.spec.name.count }.max() ?? 0) + 2
    let lines = commands.map { type in
      "  " + type.spec.name + String(repeating: " ", count: width - type.spec.name.count) + type.spec.summary
    }
    let text =
      (["usage: idkiosk COMMAND [options]", ""] + lines + ["", "idkiosk COMMAND --help tells more."])
      .joined(separator: "\n")
    if isAsked { Console.write(text) } else { Console.error(text) }
    return isAsked ? ExitStatus.success : ExitStatus.usage
  }
}
