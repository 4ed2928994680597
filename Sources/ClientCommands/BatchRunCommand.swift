internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// `idkiosk batch run`: cards go on and off, each is a line and a sound.
enum BatchRunCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk batch run", summary: "Swipe cards into a batch, one after another, until Ctrl-C.",
    operands: "BATCH",
    options: [
      OptionSpec("reader", "ID", help: "wait at this reader only"),
      OptionSpec("count", "N", help: "end after so many swipes, failed ones included"),
      OptionSpec("timeout", "SECONDS", help: "end when no card came for so long (default: wait on)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let batch = try arguments.operand()
    let count = try arguments.number("count", within: 1...1_000_000)
    let timeout = try arguments.number("timeout", within: 1...3_600)
    let hints = Task(executorPreference: WorkQueue.shared) { await tell(client, output) }
    defer { hints.cancel() }
    let params = BatchSwipe.Params(
      batch: batch, reader: arguments.values["reader"], timeoutSeconds: timeout.map(Double.init) ?? 3_600)
    var swipes = 0
    while count.map({ swipes < $0 }) ?? true {
      do throws(KioskFailure) {
        let swipe = try await client.call(BatchSwipe.self, params)
        swipes += 1
        show(swipe, output)
      } catch {
        guard error.reason == .cardTimeout else { throw error }
        if timeout != nil { break }
      }
    }
    return ExitStatus.success
  }

  private static func show(_ swipe: BatchSwipe.Output, _ output: Output) {
    if output.isJSON { output.json(swipe) }
    output.line(BatchText.line(swipe))
    output.progress("  " + BatchText.counters(swipe.counters))
    // One for a card that counts, two for one that wants somebody's eyes.
    output.bell(times: [.failed, .conflict, .unexpected].contains(swipe.mark) ? 2 : 1)
  }

  /// Tells what to do with the next card.
  private static func tell(_ client: RPCClient, _ output: Output) async {
    var last: ReadProgress.Step?
    for await notification in client.notifications {
      guard let step = notification.content(ReadProgress.self)?.step, step != last else { continue }
      last = step
      switch step {
      case .waiting: output.progress("请放卡 … lay a card on the reader")
      case .liftAndLayAgain: output.progress("请换下一张 … lift the card and lay the next one")
      default: break
      }
    }
  }
}
