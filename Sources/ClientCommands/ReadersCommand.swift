internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk readers`: which readers are there and how they are doing.
enum ReadersCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk readers", summary: "List the readers and how they are doing.",
    options: [
      OptionSpec("health", help: "with what they have read since the counter started, and how fast")
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    if arguments.has("health") { return try await health(client, output) }
    let list = try await client.call(ReaderList.self, Empty())
    if output.isJSON { output.json(list) }
    if list.readers.isEmpty { output.line("没有读卡机 no reader") }
    list.readers.forEach { show($0, output) }
    return ExitStatus.success
  }

  private static func health(_ client: RPCClient, _ output: Output) async throws(KioskFailure) -> Int32 {
    let health = try await client.call(ReaderHealth.self, Empty())
    if output.isJSON { output.json(health) }
    if health.readers.isEmpty { output.line("没有读卡机 no reader") }
    for reader in health.readers {
      show(reader.reader, output)
      output.field("自", "since", reader.since)
      let failed = reader.failed.map { "\($0.reason.rawValue) \($0.count)" }.joined(separator: ", ")
      output.field("读卡", "readings", "成功 ok \(reader.ok)" + (failed.isEmpty ? "" : "; 失败 failed: \(failed)"))
      for step in reader.steps {
        output.line("  \(step.step.rawValue): p50 \(step.p50Ms) ms, p95 \(step.p95Ms) ms (\(step.count))")
      }
      for slower in reader.slower {
        output.line("  ⚠ \(slower.step.rawValue): \(slower.beforeMs) → \(slower.nowMs) ms. \(slower.text)")
      }
    }
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
    output.field("序列号", "serial", reader.serial)
    if reader.spare == true { output.line("  备用 spare") }
    if reader.recording == true { output.line("  正在录制 recording") }
    output.field("卡片", "card", reader.card == .unknown ? nil : reader.card.rawValue)
    guard let failure = reader.failure else { return }
    output.line("  \(failure.message) [\(failure.reason)]")
    output.field("占用的程序", "held by", reader.heldBy)
    output.line("  → \(failure.action)")
    guard failure.failure.reason == .readerAccessDenied, let node = reader.node else { return }
    output.line("  → sudo chown \"$(id -un)\" \(node)")
  }
}
