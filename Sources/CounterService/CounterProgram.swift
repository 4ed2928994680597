internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import Portraits

/// The program idkioskd.
public enum CounterProgram {
  private static let command = CommandSpec(
    "idkioskd",
    summary: "The counter: reads cards through the reader daemon and files persons in the archive.",
    options: ProgramSettings.options + [OptionSpec("help", help: "this text")])

  /// Runs until TERM or INT; returns the exit status.
  public static func run(_ arguments: [String]) async -> Int32 {
    await Program.serve(command, arguments) { (_, settings) async throws(KioskFailure) -> any RunningDaemon in
      let configuration = try settings.configuration()
      let listener = try Program.listener(named: "counter", at: settings.counterSocket, mode: 0o660)
      let daemon = try await CounterDaemon(
        listener: listener, readerSocket: settings.readerSocket, stateFolder: settings.stateFolder,
        configuration: configuration, portraits: PortraitClient(settings, configuration))
      if let address = daemon.pageAddress { Console.error("\(command.name): page \(address)") }
      return daemon
    }
  }
}
