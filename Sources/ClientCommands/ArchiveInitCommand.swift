internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import PostgreSQLStore
internal import RPCTransport
internal import SealedArchive

/// `idkiosk archive init`: makes the archive at the centre, or makes a window ready for it.
enum ArchiveInitCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive init",
    summary: """
      Make tables and keys of the archive that archive.postgresql names: once, at the centre. At a window, with --enrol, take \
      in the keys that idkiosk window enrol wrote.
      """,
    options: EnrolmentOptions.all + [
      OptionSpec("enrol", "FILE", help: "the file that idkiosk window enrol wrote at the centre")
    ])

  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? {
    try arguments.noOperands()
    let settings = ProgramSettings(arguments)
    guard let server = try settings.configuration()[.archivePostgreSQL] else {
      throw KioskFailure(.archiveCentreNotNamed)
    }
    let folder = settings.stateFolder
    if let file = arguments.values["enrol"] {
      guard let bytes = try? Files.read(file, limit: 65_536) else { throw KioskFailure(.enrolmentUnusable) }
      let passphrase = try EnrolmentOptions.passphrase(arguments)
      try WindowEnrolment.take(bytes, passphrase, into: folder) { () throws(KioskFailure) in
        try PostgreSQLStore.join(server, stateFolder: folder)
      }
    } else {
      try PostgreSQLStore.initialize(server, stateFolder: folder)
    }
    if output.isJSON { output.json(Ready(ready: true)) }
    output.line("档案已就绪 the archive is ready")
    return ExitStatus.success
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 { ExitStatus.usage }

  private struct Ready: Encodable {
    var ready: Bool
  }
}
