internal import CommandLineKit
internal import KioskProtocol
internal import PersonArchive
internal import PostgreSQLStore
internal import RPCTransport
internal import SQLiteStore

/// `idkiosk archive decode-portraits`: tries the decoder on every portrait block on file.
enum ArchiveDecodePortraitsCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive decode-portraits",
    summary: "Decode every portrait block on file, to see which the decoder can draw.",
    options: [OptionSpec("anew", help: "begin with the first person instead of going on")])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    var all = ArchiveDecodePortraits.Output(decoded: 0, absent: 0, failed: [], damaged: 0, next: nil)
    var isAnew = arguments.has("anew")
    repeat {
      let part = try await client.call(
        ArchiveDecodePortraits.self, ArchiveDecodePortraits.Params(anew: isAnew ? true : nil))
      isAnew = false
      all.decoded += part.decoded
      all.absent += part.absent
      all.damaged += part.damaged
      all.failed += part.failed
      all.next = part.next
      for failure in part.failed {
        output.line("⚠ \(failure.person) #\(failure.version)  [\(failure.reason.rawValue)]")
      }
      output.progress("\(all.decoded + all.absent + all.failed.count)")
    } while all.next != nil
    if output.isJSON { output.json(all) }
    output.field("解出", "decoded", "\(all.decoded)")
    output.field("没有相片", "without a portrait", "\(all.absent)")
    output.field("失败", "failed", "\(all.failed.count)")
    if all.damaged > 0 { output.field("已损坏", "damaged", "\(all.damaged)") }
    return all.failed.isEmpty && all.damaged == 0 ? ExitStatus.success : ExitStatus.failure
  }
}

/// `idkiosk archive migrate`: brings an archive's tables up to the present version, while no counter runs on it.
enum ArchiveMigrateCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive migrate",
    summary: "Bring an archive up to this version while idkioskd does not run, and say how far it is.",
    options: ProgramSettings.archiveOptions)

  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? {
    try arguments.noOperands()
    let settings = ProgramSettings(arguments)
    let versions: (from: Int, to: Int)
    if let server = try settings.configuration()[.archivePostgreSQL] {
      versions = try PostgreSQLStore.migrate(server, stateFolder: settings.stateFolder)
    } else {
      let entry = try AuditEntry.atMachine(settings, "migrate")
      versions = try SQLiteStore.migrate(stateFolder: settings.stateFolder, by: entry) { task, row in
        output.progress("\(task) \(row)")
      }
    }
    if output.isJSON { output.json(Migrated(from: versions.from, to: versions.to)) }
    output.line("档案版本 version: \(versions.from) → \(versions.to)")
    return ExitStatus.success
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 { ExitStatus.usage }

  private struct Migrated: Encodable {
    var from: Int
    var to: Int
  }
}
