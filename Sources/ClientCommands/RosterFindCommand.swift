internal import CommandLineKit
internal import KioskProtocol
internal import PersonalData
internal import RPCTransport

/// `idkiosk roster find`: name and portrait of the person who has a number.
enum RosterFindCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk roster find", summary: "Show name and portrait of the person with the number on standard input.",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let found = try await client.call(
      RosterFind.self, RosterFind.Params(number: OnTheWire(try PersonChoice.number())))
    if output.isJSON { output.json(found) }
    PortraitText.show(found.portrait, output)
    output.line("\(found.person)  \(found.numberMasked)  \(found.name.personal.disclosed())")
    if found.expired { output.line("  ⚠ 证件已过有效期 the document has expired") }
    return ExitStatus.success
  }
}
