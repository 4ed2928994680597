internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk person search`: who has a number, a name or a mobile number, and who was read when and where; masked.
enum PersonSearchCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person search",
    summary: "Find persons by number, name, mobile number or batch, or by when and where they were read.",
    options: [
      OptionSpec("number", help: "read the document number from standard input"),
      OptionSpec("name", help: "read the whole name from standard input, on the next line"),
      OptionSpec("mobile", help: "read the mobile number from standard input, on the next line"),
      OptionSpec("batch", "BATCH", help: "swiped in this batch"),
      OptionSpec("from", "DATE", help: "read on this day or later, as 2026-11-20"),
      OptionSpec("to", "DATE", help: "read on this day or earlier"),
      OptionSpec("window", "ID", help: "read at this window"),
      OptionSpec("offset", "N", help: "skip the first N (default 0)"),
      OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    var params = PersonFind.Params(
      batch: arguments.values["batch"], from: arguments.values["from"], to: arguments.values["to"],
      window: arguments.values["window"],
      offset: try arguments.number("offset"),
      limit: try arguments.number("limit"))
    if arguments.has("number") { params.number = OnTheWire(try PersonChoice.number()) }
    if arguments.has("name") { params.name = OnTheWire(try PersonChoice.number()) }
    if arguments.has("mobile") { params.mobile = OnTheWire(try PersonChoice.number()) }
    let page = try await client.call(PersonFind.self, params)
    if output.isJSON { output.json(page) }
    page.persons.forEach { PersonListCommand.show($0, output) }
    output.line("\(page.persons.count) / \(page.total)")
    return ExitStatus.success
  }
}
