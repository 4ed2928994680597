internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import PostgreSQLStore
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
      for service in daemon.makersAddresses {
        Console.error("\(command.name): service \(service.name) \(service.address)")
      }
      return daemon
    }
  }

  /// What is wrong with lines that are good by themselves.
  private static func verify(_ configuration: Configuration) -> [ConfigurationProblem] {
    var problems = PortraitSettings.problems(in: configuration)
    if let page = configuration.pagePort, page != 0, configuration.number(.smsReportsPort) == Int(page) {
      problems.append(ConfigurationProblem(.smsReportsPort, in: configuration, .startPageUnusable))
    }
    var taken = Set([
      configuration.pagePort, configuration.number(.smsReportsPort).flatMap { UInt16(exactly: $0) },
    ])
    taken.remove(0)
    for key in Configuration.Key.makersPorts {
      guard let settings = configuration.makersService(of: key) else { continue }
      let isTaken = settings.port != 0 && !taken.insert(settings.port).inserted
      if settings.origins.isEmpty || isTaken {
        problems.append(ConfigurationProblem(key, in: configuration, .startServiceUnusable))
      }
    }
    if let server = configuration[.archivePostgreSQL], let text = PostgreSQLStore.problem(in: server) {
      problems.append(ConfigurationProblem(.archivePostgreSQL, in: configuration, text))
    }
    return problems + SMSSettings.problems(in: configuration)
  }
}
