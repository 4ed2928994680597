internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk person see`: what is on file of one person, masked.
enum PersonSeeCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person see", summary: "Say what is on file of one person, with masked values.",
    operands: "PERSON", options: PersonChoice.options)

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let person = try await client.call(PersonSee.self, try PersonChoice.params(arguments))
    if output.isJSON { output.json(person) }
    output.line("\(person.person)  \(person.numberMasked)  \(person.nameMasked)")
    output.line("  " + ReadingText.title(of: person.kind) + (person.typed ? "  手工录入 typed in" : ""))
    output.field("版本", "version", "#\(person.version) / \(person.versions)")
    let place = [person.window, person.clerk, person.reader.name, person.reader.samId].compactMap { $0 }
    output.field("建档", "filed", "\(person.filedAt), \(place.joined(separator: ", "))")
    output.field("首次建档", "first filed", person.firstFiledAt)
    output.field("最近读卡", "last read", person.lastReadAt)
    output.field("相片", "portrait", person.portrait == .kept ? "已存 kept" : "没有 none")
    if person.expired { output.line("  ⚠ 证件已过有效期 the document has expired") }
    person.linked?.forEach { output.field("关联证件", "linked", $0) }
    person.findings.forEach { ReadingText.show($0, output) }
    return ExitStatus.success
  }
}
