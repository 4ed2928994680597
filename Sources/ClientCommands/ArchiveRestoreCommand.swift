internal import CommandLineKit
internal import KioskProtocol
internal import PersonArchive
internal import RPCTransport
internal import SQLiteStore

/// `idkiosk archive restore`: puts a backup in the archive's place, while no counter runs on it.
enum ArchiveRestoreCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive restore", summary: "Put a backup in the archive's place, while idkioskd does not run.",
    operands: "FILE",
    options: ProgramSettings.archiveOptions)

  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? {
    let file = try arguments.operand()
    let settings = ProgramSettings(arguments)
    guard try settings.configuration()[.archivePostgreSQL] == nil else { throw KioskFailure(.backupAtCentre) }
    let entry = try AuditEntry.atMachine(settings, "restore")
    let report = try SQLiteStore.restore(file, stateFolder: settings.stateFolder, by: entry)
    if output.isJSON { output.json(Restored(persons: report.persons, versions: report.versions)) }
    output.line("已恢复 restored: \(report.persons) 人 persons, \(report.versions) 版本 versions")
    return ExitStatus.success
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 { ExitStatus.usage }

  private struct Restored: Encodable {
    var persons: Int
    var versions: Int
  }
}
