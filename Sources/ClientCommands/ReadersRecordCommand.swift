internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk readers record`: begins or ends a recording.
enum ReadersRecordCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk readers record",
    summary: "Record what goes between this machine and a reader, without anything of the persons.",
    operands: "READER on|off", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let words = arguments.operands
    guard words.count == 2, let reader = words.first, let word = words.last, ["on", "off"].contains(word)
    else {
      throw KioskFailure(.startUsage)
    }
    _ = try await client.call(ReaderRecord.self, ReaderRecord.Params(reader: reader, on: word == "on"))
    if output.isJSON { output.json(Empty()) }
    output.line(word == "on" ? "开始录制 recording \(reader)" : "停止录制 no longer recording \(reader)")
    return ExitStatus.success
  }
}
