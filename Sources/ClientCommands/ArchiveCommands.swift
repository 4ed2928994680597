internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk archive rotate-key`: replaces the archive's keys while it is in use.
enum ArchiveRotateKeyCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive rotate-key", summary: "Replace both keys of the archive while it is in use.", options: []
  )

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    var state = try await client.call(ArchiveRotateKeys.self, ArchiveRotateKeys.Params())
    while state.underWay {
      output.progress("还剩 \(state.left) 行 rows left")
      state = try await client.call(ArchiveRotateKeys.self, ArchiveRotateKeys.Params(goOn: true))
    }
    if output.isJSON { output.json(state) }
    output.line("密钥版本 keys: wrapping-\(state.wrapping), lookup-\(state.lookup)")
    output.line("旧密钥只有旧备份还要用 the older keys are needed for older backups only")
    return ExitStatus.success
  }
}

/// `idkiosk archive check`: looks at everything in the archive.
enum ArchiveCheckCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive check", summary: "Look at everything in the archive and name what is damaged.",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let report = try await client.call(ArchiveCheck.self, Empty())
    if output.isJSON { output.json(report) }
    show(report, output)
    return report.sound ? ExitStatus.success : ExitStatus.failure
  }

  static func show(_ report: WireArchiveReport, _ output: Output) {
    output.field("人员", "persons", "\(report.persons)")
    output.field("版本", "versions", "\(report.versions)")
    output.field("读卡", "readings", "\(report.readings)")
    output.field("其他", "others", "\(report.others)")
    for damage in report.named { output.line("⚠ 损坏 damaged: \(damage.table) \(damage.id)") }
    for fault in report.file { output.line("⚠ \(fault)") }
    if report.auditFaults > 0 {
      output.line("⚠ 审计记录 audit trail: \(report.auditFaults), idkiosk audit verify")
    }
    let damaged = report.damaged + report.file.count + report.auditFaults
    output.line(report.sound ? "完好 sound" : "已损坏 damaged: \(damaged)")
  }
}

/// `idkiosk archive backup`: copies the archive while it is in use.
enum ArchiveBackupCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive backup", summary: "Copy the archive while it is in use, and check the copy.",
    options: [
      OptionSpec("name", "NAME", help: "the file's name in the folder backups (default: made of the time)")
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let backup = try await client.call(
      ArchiveBackUp.self, ArchiveBackUp.Params(name: arguments.values["name"]))
    if output.isJSON { output.json(backup) }
    ArchiveCheckCommand.show(backup.report, output)
    output.line(backup.file)
    return ExitStatus.success
  }
}
