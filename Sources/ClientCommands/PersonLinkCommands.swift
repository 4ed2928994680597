internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk person link`: says that two persons on file are documents of one human.
enum PersonLinkCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person link", summary: "Link two persons on file who are two documents of one human.",
    operands: "PERSON OTHER", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    show(try await client.call(PersonLink.self, try params(arguments)), output)
    return ExitStatus.success
  }

  static func params(_ arguments: ParsedArguments) throws(KioskFailure) -> PersonLink.Params {
    guard arguments.operands.count == 2, let person = arguments.operands.first,
      let other = arguments.operands.last
    else { throw KioskFailure(.startUsage) }
    return PersonLink.Params(person: person, other: other)
  }

  static func show(_ links: PersonLink.Output, _ output: Output) {
    if output.isJSON { output.json(links) }
    links.linked.forEach { output.field("关联证件", "linked", $0) }
    if links.linked.isEmpty { output.line("没有关联 not linked") }
  }
}

/// `idkiosk person unlink`: takes a link back.
enum PersonUnlinkCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person unlink", summary: "Take a link between two persons back.", operands: "PERSON OTHER",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    PersonLinkCommand.show(
      try await client.call(PersonUnlink.self, try PersonLinkCommand.params(arguments)), output)
    return ExitStatus.success
  }
}
