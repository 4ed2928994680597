internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk readers accept`: takes an unknown reader into this window.
enum ReadersAcceptCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk readers accept", summary: "Accept a reader that the configuration does not know at this window.",
    operands: "READER", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let reader = try arguments.operand()
    _ = try await client.call(ReaderAccept.self, ReaderAccept.Params(reader: reader))
    if output.isJSON { output.json(Empty()) }
    output.line("已接受 accepted \(reader)")
    return ExitStatus.success
  }
}
