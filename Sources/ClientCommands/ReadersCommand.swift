internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk readers`: which readers are there and how they are doing.
enum ReadersCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk readers", summary: "List the readers and how they are doing.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard arguments.operands.isEmpty else { throw KioskFailure(.startUsage) }
    let list = try await client.call(ReaderList.self, Empty())
    if output.isJSON { output.json(list) }
    if list.readers.isEmpty { output.line("没有读卡机 no reader") }
    list.readers.forEach { show($0, output) }
    return ExitStatus.success
  }

  static func show(_ reader: WireReader, _ output: Output) {
    let state =
      switch reader.state {
      case .ready: "就绪 ready"
      case .opening: "正在打开 opening"
      case .failed: "不可用 unusable"
      }
    output.line("\(reader.id)  \(reader.name)  \(reader.link)  \(state)")
    output.field("安全模块", "SAM", reader.samId)
    output.field("卡片", "card", reader.card == .unknown ? nil : reader.card.rawValue)
    guard let failure = reader.failure else { return }
    output.line("  \(failure.message) [\(failure.reason)]")
    output.line("  → \(failure.action)")
    guard failure.failure.reason == .readerAccessDenied, let node = reader.node else { return }
    output.line("  → sudo chown \"$(id -un)\" \(node)")
  }
}
