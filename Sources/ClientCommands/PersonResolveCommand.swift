internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk person resolve`: what contradicts somebody on file, and what a supervisor makes of it.
enum PersonResolveCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person resolve",
    summary: "List, show or settle the readings that contradict a person on file.", operands: "[SESSION]",
    options: [
      OptionSpec("take-new", help: "make the reading a version of the person on file"),
      OptionSpec("new-person", help: "make the reading a person of its own under the same number"),
      OptionSpec("keep-old", help: "keep what is on file and destroy the reading"),
      OptionSpec("offset", "N", help: "skip the first N (default 0)"),
      OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let settlements: [ConflictResolve.Settlement] =
      (arguments.has("take-new") ? [.takeNew] : []) + (arguments.has("keep-old") ? [.keepOld] : [])
      + (arguments.has("new-person") ? [.newPerson] : [])
    guard !arguments.operands.isEmpty else {
      guard settlements.isEmpty else { throw KioskFailure(.startUsage) }
      return try await list(arguments, client, output)
    }
    let session = try arguments.operand()
    guard let settlement = settlements.first else { return try await show(session, client, output) }
    guard settlements.count == 1 else { throw KioskFailure(.startUsage) }
    let settled = try await client.call(
      ConflictResolve.self, ConflictResolve.Params(session: session, settlement: settlement))
    if output.isJSON { output.json(settled) }
    let version = settled.version.map { "#\($0)" } ?? ""
    output.line("\(settled.person)  \(settled.outcome.rawValue)  \(version)")
    return ExitStatus.success
  }

  private static func list(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let page = try await client.call(
      ConflictList.self,
      ConflictList.Params(offset: try arguments.number("offset"), limit: try arguments.number("limit")))
    if output.isJSON { output.json(page) }
    for conflict in page.conflicts {
      output.line(
        "\(conflict.session)  \(conflict.readAt)  \(conflict.numberMasked)  \(conflict.nameMasked)  "
          + conflict.changed.joined(separator: ", "))
    }
    output.line("\(page.conflicts.count) / \(page.total)")
    return ExitStatus.success
  }

  private static func show(
    _ session: String, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let pair = try await client.call(ConflictShow.self, ConflictShow.Params(session: session))
    if output.isJSON { output.json(pair) }
    output.line("\(pair.session)  \(pair.readAt)  \(pair.window)")
    output.line("读到 read:")
    PortraitText.show(pair.portrait, output)
    ReadingText.show(pair.document, output)
    pair.findings.forEach { ReadingText.show($0, output) }
    output.line("在档 on file: \(pair.person)")
    PortraitText.show(pair.currentPortrait, output)
    PersonChoice.show(pair.current, output)
    output.line("不同 different: " + pair.changed.joined(separator: ", "))
    return ExitStatus.success
  }
}
