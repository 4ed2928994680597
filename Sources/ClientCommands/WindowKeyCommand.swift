internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk window key`: the public key that tells what this window signed.
enum WindowKeyCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk window key",
    summary: "Print the public key that portals need to tell what this window signed.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let key = try await client.call(WindowKey.self, Empty())
    if output.isJSON { output.json(key) }
    // Nothing beside it: the output is a file that other programs read.
    for line in key.pem.split(separator: "\n") { output.line(String(line)) }
    return ExitStatus.success
  }
}
