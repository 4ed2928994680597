internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk watch`: what happens at the readers, until the counter stops or Ctrl-C.
enum WatchCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk watch", summary: "Show what happens at the readers, one event a line.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    _ = try await client.call(Watch.self, Empty())
    for await notification in client.notifications {
      if let change = notification.content(ReaderChanged.self) {
        print(change, change.present ? "读卡机 reader \(change.id)" : "读卡机已拔出 reader gone \(change.id)", output)
        if let reader = change.reader, reader.failure != nil { ReadersCommand.show(reader, output) }
      } else if let change = notification.content(CardChanged.self) {
        print(change, "卡片 card \(change.state.rawValue) \(change.reader)", output)
      } else if let change = notification.content(FilingChanged.self) {
        print(change, "建档 filing \(change.filing.outcome.rawValue) \(change.session)", output)
      } else if let dropped = notification.content(ClientDropped.self) {
        throw dropped.error.failure
      }
    }
    throw KioskFailure(.counterAbsent)
  }

  private static func print<Notification: RPCNotification>(
    _ notification: Notification, _ text: String, _ output: Output
  ) {
    if output.isJSON { output.json(Event(event: Notification.name, params: notification)) }
    output.line(text)
  }

  private struct Event<Params: Encodable>: Encodable {
    var event: String
    var params: Params
  }
}
