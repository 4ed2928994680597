internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk readers reset`: opens a reader anew and resets its security module.
enum ReadersResetCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk readers reset",
    summary: "Open a reader anew, reset its security module, and say how it is doing then.",
    operands: "READER", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let reader = try arguments.operand()
    let done = try await client.call(ReaderReset.self, ReaderReset.Params(reader: reader))
    if output.isJSON { output.json(done) }
    output.line(
      done.module ? "已重置安全模块 module reset" : "已重新打开；没有可重置的安全模块 opened anew; no module to reset")
    let list = try await client.call(ReaderList.self, Empty())
    list.readers.filter { $0.id == reader }.forEach { ReadersCommand.show($0, output) }
    return ExitStatus.success
  }
}
