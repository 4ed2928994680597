internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk sms queue`: the newest messages.
enum SMSQueueCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk sms queue",
    summary: "Show the newest messages and where each stands, without texts and numbers.",
    options: [OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)")])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let queue = try await client.call(
      SMSQueue.self, SMSQueue.Params(limit: try arguments.number("limit")))
    if output.isJSON { output.json(queue) }
    if !queue.configured { output.line("未配置短信网关 no SMS gateway is configured") }
    for message in queue.messages { show(message, output) }
    return ExitStatus.success
  }

  static func show(_ message: SMSQueue.Message, _ output: Output) {
    output.line("#\(message.message)  \(message.queuedAt)  \(message.kind)  \(message.delivery.text)")
  }
}

/// `idkiosk sms test`: whether the gateway works.
enum SMSTestCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk sms test", summary: "Send a test message and wait for what becomes of it.",
    options: [
      OptionSpec("phone", "NUMBER", help: "to this number (default: the first line of standard input)")
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let phone = try PhoneVisit.number(arguments, "号码 number:", output)
    _ = try await client.call(Watch.self, Empty())
    var message = try await client.call(SMSTest.self, SMSTest.Params(phone: phone))
    for await notification in client.notifications {
      guard let change = notification.content(SMSChanged.self), change.message == message.message else {
        continue
      }
      message.delivery = change.delivery
      if change.delivery.state != "queued" || change.delivery.reason != nil { break }
    }
    if output.isJSON { output.json(message) }
    SMSQueueCommand.show(message, output)
    return ["sent", "delivered"].contains(message.delivery.state) ? ExitStatus.success : ExitStatus.failure
  }
}
