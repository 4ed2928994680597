internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import Portraits
internal import SMSGateways

/// The program idkioskd.
public enum CounterProgram {
  private static let command = CommandSpec(
    "idkioskd",
    summary: "The counter: reads cards through the reader daemon and files persons in the archive.",
    options: ProgramSettings.daemonOptions + [OptionSpec("help", help: "this text")])

  /// Runs until TERM or INT; returns the exit status.
  public static func run(_ arguments: [String]) async -> Int32 {
    await Program.serve(command, arguments, verify: verify) {
      (_, settings, configuration) async throws(KioskFailure) -> CounterDaemon in
      let listener = try Program.listener(named: "counter", at: settings.counterSocket, mode: 0o660)
      let daemon = try await CounterDaemon(
        listener: listener, readerSocket: settings.readerSocket, stateFolder: settings.stateFolder,
        configuration: configuration, portraits: PortraitClient(settings, configuration))
      if let address = daemon.pageAddress { Console.error("\(command.name): page \(address)") }
      return daemon
    }
  }

  /// What is wrong with lines that are good by themselves.
  private static func verify(_ configuration: Configuration) -> [ConfigurationProblem] {
    var problems = PortraitSettings.problems(in: configuration)
    if let page = configuration.pagePort, page != 0, configuration.number(.smsReportsPort) == Int(page) {
      problems.append(ConfigurationProblem(.smsReportsPort, in: configuration, .startPageUnusable))
    }
    return problems + SMSSettings.problems(in: configuration)
  }
}
