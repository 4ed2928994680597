internal import CommandLineKit
internal import IdentityDocuments
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk person confirm`: what was typed in and waits for a second checker, and what that one says of it.
enum PersonConfirmCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person confirm",
    summary: "List, show, confirm or refuse the typed documents that wait for a second checker.",
    operands: "[SESSION]",
    options: [
      OptionSpec("right", help: "it is as the document says: file it"),
      OptionSpec("wrong", help: "it is not: destroy what was typed"),
      OptionSpec("offset", "N", help: "skip the first N (default 0)"),
      OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let (right, wrong) = (arguments.has("right"), arguments.has("wrong"))
    guard !arguments.operands.isEmpty else {
      guard !right, !wrong else { throw KioskFailure(.startUsage) }
      return try await list(arguments, client, output)
    }
    let session = try arguments.operand()
    guard right || wrong else { return try await show(session, client, output) }
    guard right != wrong else { throw KioskFailure(.startUsage) }
    let confirmed = try await client.call(
      DocumentConfirm.self, DocumentConfirm.Params(session: session, right: right))
    if output.isJSON { output.json(confirmed) }
    guard let filing = confirmed.filing else {
      output.line("已作废 discarded")
      return ExitStatus.success
    }
    ReadingText.show(filing, output)
    return filing.outcome == .conflict ? ExitStatus.conflict : ExitStatus.success
  }

  private static func list(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let page = try await client.call(
      DocumentWaiting.self,
      DocumentWaiting.Params(offset: try arguments.number("offset"), limit: try arguments.number("limit")))
    if output.isJSON { output.json(page) }
    for waiting in page.documents {
      output.line(
        "\(waiting.session)  \(waiting.typedAt)  \(waiting.clerk ?? "-")  \(waiting.kind.rawValue)  "
          + "\(waiting.numberMasked)  \(waiting.nameMasked)")
    }
    output.line("\(page.documents.count) / \(page.total)")
    return ExitStatus.success
  }

  private static func show(
    _ session: String, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let waiting = try await client.call(DocumentReview.self, DocumentReview.Params(session: session))
    if output.isJSON { output.json(waiting) }
    output.line("\(waiting.session)  \(waiting.typedAt)  \(waiting.window)  \(waiting.clerk ?? "-")")
    ReadingText.show(waiting.document, output)
    waiting.findings.forEach { ReadingText.show($0, output) }
    ReadingText.show(ifFiled: waiting.outcome, output)
    return ExitStatus.success
  }
}
