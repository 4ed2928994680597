internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk done`: the card is back in the person's hand.
enum DoneCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk done", summary: "End the card session: the card is back in the person's hand.",
    operands: "[SESSION]", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard arguments.operands.count <= 1 else { throw KioskFailure(.startUsage) }
    let result = try await client.call(CardDone.self, CardDone.Params(session: arguments.operands.first))
    if output.isJSON { output.json(result) }
    output.line(result.ended == 0 ? "没有进行中的读卡 no card session" : "完成 done")
    return ExitStatus.success
  }
}
