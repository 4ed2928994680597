internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk archive outbox`: what waits at this window for its centre.
enum ArchiveOutboxCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk archive outbox",
    summary: "Show which filings wait at this window for its centre, without anything about anybody.",
    options: [
      OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)"),
      OptionSpec("offset", "N", help: "pass over the first N"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let outbox = try await client.call(
      ArchiveOutbox.self,
      ArchiveOutbox.Params(offset: try arguments.number("offset"), limit: try arguments.number("limit")))
    if output.isJSON { output.json(outbox) }
    StatusCommand.show(outbox.waiting, output)
    for entry in outbox.entries {
      let batch = entry.batch.map { "  批次 batch \($0)" } ?? ""
      output.line("\(entry.since)  \(entry.session)\(batch)\(entry.damaged ? "  ⚠ 已损坏 damaged" : "")")
    }
    return outbox.waiting.damaged == 0 ? ExitStatus.success : ExitStatus.failure
  }
}
