internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// The program idkiosk: everything a clerk and an administrator can do from a terminal.
public enum ClientProgram {
  private static let commands: [any ClientCommand.Type] = [
    ReadCommand.self, DoneCommand.self, WatchCommand.self, ReadersRecordCommand.self,
    ReadersAcceptCommand.self, ReadersResetCommand.self, ReadersCommand.self, StatusCommand.self,
    DoctorCommand.self, ConfigCheckCommand.self, DriverCheckCommand.self,
    PersonSeeCommand.self, PersonShowCommand.self, PersonHistoryCommand.self, PersonListCommand.self,
    PersonSearchCommand.self, PersonAddCommand.self, PersonEraseCommand.self,
    PersonConfirmCommand.self, PersonResolveCommand.self, PersonLinkCommand.self, PersonUnlinkCommand.self,
    PersonExportCommand.self,
    RosterFindCommand.self,
    ClerkAddCommand.self, ClerkListCommand.self, ClerkLockCommand.self, ClerkUnlockCommand.self,
    ClerkResetCommand.self, ClerkRoleCommand.self, ClerkWindowsCommand.self, ClerkPasswordCommand.self,
    PhoneShowCommand.self, PhoneBindCommand.self, PhoneChangeCommand.self, PhoneReleaseCommand.self,
    SMSQueueCommand.self, SMSTestCommand.self,
    WindowShowCommand.self, WindowSetCommand.self, WindowKeyCommand.self, AuditListCommand.self,
    AuditVerifyCommand.self,
    ArchiveRotateKeyCommand.self, ArchiveDecodePortraitsCommand.self, ArchiveMigrateCommand.self,
    ArchiveCheckCommand.self, ArchiveBackupCommand.self, ArchiveRestoreCommand.self,
    ArchiveOutboxCommand.self,
    ArchiveInitCommand.self, WindowEnrolCommand.self,
    BatchOpenCommand.self, BatchRunCommand.self, BatchListCommand.self, BatchShowCommand.self,
    BatchPauseCommand.self, BatchResumeCommand.self, BatchCloseCommand.self, BatchRemoveCommand.self,
    BatchRenewCodeCommand.self, BatchExportCommand.self,
  ]

  private static let common = [
    OptionSpec("json", help: "one JSON object on standard output"),
    OptionSpec("clerk", "NAME", help: "sign in as this clerk for this one command"),
    OptionSpec("password-file", "FILE", help: "the password of --clerk is the first line of FILE"),
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
      Console.error("\(spec.name): \(error.message.both)")
      return miswritten(spec, Output(isJSON: rest.contains("--json")))
    }
    guard !arguments.has("help") else {
      Console.write(spec.help)
      return ExitStatus.success
    }
    let isForAdministrator = ["archive", "window", "config"].contains {
      spec.name.hasPrefix("idkiosk \($0) ")
    }
    let output = Output(isJSON: arguments.has("json"), isForAdministrator: isForAdministrator)
    do throws(KioskFailure) {
      if let status = try type.runAlone(arguments, output) { return status }
      let settings = ProgramSettings(arguments)
      let client = try await RPCClient.connect(
        to: settings.counterSocket, as: "idkiosk", absence: .counterAbsent)
      return try await run(type, as: arguments.values["clerk"], arguments, client, output)
    } catch {
      if error.reason == .counterAbsent, let status = type.withoutCounter(error, arguments, output) {
        return status
      }
      guard error.reason != .startUsage else { return miswritten(spec, output) }
      output.failure(error)
      return ExitStatus.of(error)
    }
  }

  /// Says so, and how the command is written.
  private static func miswritten(_ spec: CommandSpec, _ output: Output) -> Int32 {
    output.failure(KioskFailure(.startUsage))
    Console.error(spec.usage)
    return ExitStatus.usage
  }

  /// Runs `type`, signed in while it runs where a clerk is named: no token is kept.
  private static func run(
    _ type: any ClientCommand.Type, as clerk: String?, _ arguments: ParsedArguments, _ client: RPCClient,
    _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard let clerk else { return try await type.run(arguments, client, output) }
    let password = try await PasswordInput.own(clerk, arguments)
    _ = try await client.call(ClerkSignIn.self, ClerkSignIn.Params(name: clerk, password: password))
    let result: Result<Int32, KioskFailure>
    do throws(KioskFailure) {
      result = .success(try await type.run(arguments, client, output))
    } catch {
      result = .failure(error)
    }
    _ = try? await client.call(ClerkSignOut.self, Empty())
    return try result.get()
  }

  /// The command that the first one or two words name, and the words after it.
  private static func command(in words: [String]) -> ((any ClientCommand.Type), [String])? {
    for type in commands {
      let name = type.spec.name.split(separator: " ").dropFirst().map(String.init)
      if words.starts(with: name) { return (type, Array(words.dropFirst(name.count))) }
    }
    return nil
  }

  /// The commands, or those of the group that the first word names.
  private static func usage(_ words: [String]) -> Int32 {
    let isAsked = words.contains("--help") || words.first == "help"
    let first = words.first ?? ""
    let group = commands.filter { $0.spec.name.hasPrefix("idkiosk \(first) ") }
    let shown = group.isEmpty ? commands : group
    let width = (shown.map { $0.spec.name.count }.max() ?? 0) + 2
    let lines = shown.map { type in
      "  " + type.spec.name + String(repeating: " ", count: width - type.spec.name.count) + type.spec.summary
    }
    let name = group.isEmpty ? "COMMAND" : "\(first) COMMAND"
    let head = ["usage: idkiosk \(name) [options]", ""]
    let text = (head + lines + ["", "idkiosk \(name) --help tells more."]).joined(separator: "\n")
    guard !isAsked else {
      Console.write(text)
      return ExitStatus.success
    }
    let depth = group.isEmpty ? 1 : 2
    if words.count >= depth {
      let unknown = words.prefix(depth).joined(separator: " ")
      Console.error("idkiosk: 没有命令 \(unknown) / there is no command \(unknown)\n")
    }
    Console.error(text)
    if words.contains("--json") { Output(isJSON: true).failure(KioskFailure(.startUsage)) }
    return ExitStatus.usage
  }
}
