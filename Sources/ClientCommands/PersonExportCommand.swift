internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import RPCTransport

/// `idkiosk person export`: writes everyone on file as it comes, a part at a time.
enum PersonExportCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person export", summary: "Write everyone on file as CSV or JSON Lines, masked or in full.",
    options: [
      OptionSpec("format", "FORMAT", help: "csv for spreadsheets or jsonl (default csv)"),
      OptionSpec(
        "full", help: "every value, for whoever may see it; each is a line of the audit trail"),
      OptionSpec(
        "output", "FILE",
        help: "write to FILE, which must not exist, not to standard output; needed with --json"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    guard let format = PersonExport.Format(rawValue: arguments.values["format"] ?? "csv"),
      !output.isJSON || arguments.has("output")
    else { throw KioskFailure(.startUsage) }
    var params = PersonExport.Params(format: format, full: arguments.has("full") ? true : nil)
    // Before there is a file: nothing is left of what is refused.
    var part = try await client.call(PersonExport.self, params)
    var told = Told(file: arguments.values["output"], persons: 0, damaged: 0)
    let file = try told.file.map { path throws(KioskFailure) in try NewFile(path) }
    while true {
      let bytes = Array(part.text.personal.disclosed().utf8)
      if let file { try file.write(bytes) } else { try toStandardOutput(bytes) }
      told.persons += part.persons
      told.damaged += part.damaged
      guard let next = part.next else { break }
      params.from = next
      output.progress("\(told.persons)")
      part = try await client.call(PersonExport.self, params)
    }
    try file?.keep()
    if output.isJSON { output.json(told) }
    if let file = told.file { output.line("\(file): \(told.persons) 人 persons") }
    if told.damaged > 0 { output.progress("⚠ 已损坏 damaged: \(told.damaged)") }
    return told.damaged > 0 ? ExitStatus.failure : ExitStatus.success
  }

  private struct Told: Encodable {
    var file: String?
    var persons: Int
    var damaged: Int
  }

  private static func toStandardOutput(_ bytes: [UInt8]) throws(KioskFailure) {
    do throws(SystemError) { try Files.writeAll(bytes, to: 1) } catch {
      throw KioskFailure(.fileNotWritten, detail: Int(error.code))
    }
  }
}
