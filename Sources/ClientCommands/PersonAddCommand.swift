internal import CommandLineKit
internal import IdentityDocuments
internal import KioskProtocol
internal import PersonalData
internal import RPCTransport

/// `idkiosk person add`: files a document that a checker types in, from standard input.
enum PersonAddCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person add", summary: "Type a document without a readable chip in, from standard input.",
    options: [
      OptionSpec("kind", "KIND", help: "the kind of document; a machine-readable zone tells it by itself"),
      OptionSpec("mrz", help: "standard input begins with the machine-readable zone, then an empty line"),
      OptionSpec("compare", help: "only say what filing would do"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard arguments.operands.isEmpty, arguments.has("kind") || arguments.has("mrz") else {
      throw KioskFailure(.startUsage)
    }
    var document = IdentityDocument(kind: .unknown)
    if arguments.has("mrz") {
      let zone = try await client.call(
        DocumentParseZone.self, DocumentParseZone.Params(text: OnTheWire(TypedLines.zone())))
      document = zone.document.document
    }
    if let kind = arguments.values["kind"] {
      guard let kind = DocumentKind(rawValue: kind) else { throw KioskFailure(.startUsage) }
      document.kind = kind
    }
    try TypedLines.fill(&document)
    let params = DocumentType.Params(document: WireDocument(document))
    if arguments.has("compare") {
      let comparison = try await client.call(DocumentCompare.self, params)
      if output.isJSON { output.json(comparison) }
      ReadingText.show(ifFiled: comparison.outcome, changed: comparison.changed, output)
      comparison.findings.forEach { ReadingText.show($0, output) }
      return ExitStatus.success
    }
    let typed = try await client.call(DocumentType.self, params)
    if output.isJSON { output.json(typed) }
    typed.findings.forEach { ReadingText.show($0, output) }
    ReadingText.show(typed.filing, output)
    return typed.filing.outcome == .conflict ? ExitStatus.conflict : ExitStatus.success
  }
}
