internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// `idkiosk config check`: every line of the configuration that the daemons would refuse, and what to write instead.
enum ConfigCheckCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk config check",
    summary: "Say what is wrong with the configuration, line by line, before the daemons read it.",
    options: [OptionSpec("config", "FILE", help: "configuration (default /etc/idkiosk/idkiosk.conf)")])

  /// What the daemons find that no look at the lines alone can.
  private static let daemons = ["idkiosk-readerd", "idkioskd"]
  private static let longestAnswer = 1 << 20

  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? {
    try arguments.noOperands()
    let file = ProgramSettings(arguments).configurationFile
    var found = try ConfigurationCheck.problems(of: file).map(\.shown)
    for daemon in daemons {
      for line in try answer(of: daemon, file) where !found.contains(line) { found.append(line) }
    }
    found.sort { number($0) < number($1) }
    if output.isJSON { output.json(Report(file: file, problems: found)) }
    for line in found { output.line(line) }
    output.line(
      found.isEmpty
        ? "=> 配置可用 the configuration is good" : "=> \(found.count) 处要改 \(found.count) to be put right")
    return found.isEmpty ? ExitStatus.success : ExitStatus.failure
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 { ExitStatus.usage }

  /// What a daemon says of the file; its last line, which begins with its name, shows that it came to its end.
  private static func answer(of daemon: String, _ file: String) throws(KioskFailure) -> [String] {
    let beside = ProgramFolder.path().map { "\($0)/\(daemon)" }.flatMap { Files.exists($0) ? $0 : nil }
    do {
      let child = try ChildProgram(
        path: beside ?? "/usr/libexec/idkiosk/\(daemon)", arguments: ["--check-config", "--config", file],
        environment: ["SWIFT_BACKTRACE": "enable=no"], takesOutput: true)
      let bytes = try TimedSocket.receiveAll(
        limit: longestAnswer, over: child.channel.raw, until: .now + .seconds(20))
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      if lines.last?.hasPrefix("\(daemon):") == true { return lines.dropLast() }
    } catch {}
    throw KioskFailure(.startConfigUnreadable)
  }

  /// The number of the line that it is about.
  private static func number(_ shown: String) -> Int {
    Int(shown.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
  }

  private struct Report: Encodable {
    var file: String
    var problems: [String]
  }
}
