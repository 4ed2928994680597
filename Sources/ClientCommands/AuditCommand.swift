internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk audit list`: who did what.
enum AuditListCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk audit list", summary: "Show who did what, the newest first.",
    options: [
      OptionSpec("before", "N", help: "lines older than line N"),
      OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let params = AuditList.Params(
      before: try arguments.number("before"), limit: try arguments.number("limit"))
    let list = try await client.call(AuditList.self, params)
    if output.isJSON { output.json(list) }
    for line in list.lines {
      let more = [line.subject, line.outcome, line.session, line.whom].compactMap(\.self)
      output.line(
        "\(line.number)  \(line.at)  \(line.window)  \(line.actor)  \(line.act)  "
          + more.joined(separator: "  "))
    }
    return ExitStatus.success
  }
}
