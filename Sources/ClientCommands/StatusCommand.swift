internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk status`: what works and what does not.
enum StatusCommand: ClientCommand {
  static let spec = CommandSpec("idkiosk status", summary: "Say what works and what does not.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let status = try await client.call(Status.self, Empty())
    if output.isJSON { output.json(status) }
    output.field("窗口", "window", "\(status.window.name) (\(status.window.id))")
    show("档案", "archive", status.archive, status.persons.map { "\($0) 人 persons" }, output)
    if let check = status.archiveCheck {
      let found = check.sound ? "完好 sound" : "已损坏 damaged: \(check.damaged + check.file + check.auditFaults)"
      output.field("档案检查", "archive checked", "\(check.checkedAt) \(found)")
    }
    if let waiting = status.waiting, waiting.count > 0 { show(waiting, output) }
    show("读卡服务", "reader service", status.readerService, nil, output)
    status.readers.forEach { ReadersCommand.show($0, output) }
    return status.archive.ok && status.readerService.ok ? ExitStatus.success : ExitStatus.failure
  }

  /// How much waits for the centre, and why.
  static func show(_ waiting: WireWaiting, _ output: Output) {
    var words = "\(waiting.count)"
    if let since = waiting.since { words += "，自 since \(since)" }
    if waiting.damaged > 0 { words += "，已损坏 damaged \(waiting.damaged)" }
    output.field("待送中心", "waits for the centre", words)
    if let failure = waiting.failure { output.line("  \(failure.message) [\(failure.reason)]") }
  }

  private static func show(
    _ chinese: String, _ english: String, _ part: Status.Output.Part, _ more: String?, _ output: Output
  ) {
    output.field(
      chinese, english, part.failure.map { "\($0.message) [\($0.reason)]" } ?? "正常 ok \(more ?? "")")
  }
}
