internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// How a person is named on the command line.
enum PersonChoice {
  static let options = [
    OptionSpec(
      "number", help: "read the document number from standard input instead of naming the person's id")
  ]

  /// The person id as the one operand, or the number from standard input: not on the command line, where every
  /// user of the machine could see it.
  static func params(_ arguments: ParsedArguments) throws(KioskFailure) -> PersonShow.Params {
    if arguments.has("number") {
      try arguments.noOperands()
      return PersonShow.Params(number: OnTheWire(try number()))
    }
    return PersonShow.Params(person: try arguments.operand())
  }

  /// The number on the first line of standard input.
  static func number() throws(KioskFailure) -> String {
    guard let line = readLine(strippingNewline: true) else { throw KioskFailure(.startUsage) }
    return line
  }

  static func show(_ version: WireVersion, _ output: Output) {
    output.line(
      "#\(version.version)\(version.current ? " 现用 current" : "")  \(version.filedAt)  \(version.window)")
    output.field("由", "by", version.clerk)
    output.line("  " + ReadingText.title(of: version.document.kind))
    ReadingText.show(version.document, output)
    version.findings?.forEach { ReadingText.show($0, output) }
  }
}

/// `idkiosk person show`: the current version with its full values.
enum PersonShowCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person show", summary: "Show what is on file of one person.", operands: "PERSON",
    options: PersonChoice.options)

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let person = try await client.call(PersonShow.self, try PersonChoice.params(arguments))
    if output.isJSON { output.json(person) }
    output.line(person.person)
    if let portrait = person.portrait { PortraitText.show(portrait, output) }
    PersonChoice.show(person.current, output)
    return ExitStatus.success
  }
}

/// `idkiosk person history`: every version and every reading.
enum PersonHistoryCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person history", summary: "Show every version and every reading of one person.",
    operands: "PERSON",
    options: PersonChoice.options)

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let history = try await client.call(PersonHistory.self, try PersonChoice.params(arguments))
    if output.isJSON { output.json(history) }
    output.line(history.person)
    history.versions.forEach { PersonChoice.show($0, output) }
    for reading in history.readings {
      output.line(
        "\(reading.readAt)  \(reading.window)  \(reading.outcome)  \(reading.version.map { "#\($0)" } ?? "")")
    }
    return ExitStatus.success
  }
}

/// `idkiosk person list`: who is on file, masked.
enum PersonListCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person list", summary: "List who is on file, with masked values.",
    options: [
      OptionSpec("offset", "N", help: "skip the first N (default 0)"),
      OptionSpec("limit", "N", help: "at most N, 1 to 200 (default 50)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let params = PersonList.Params(
      offset: try arguments.number("offset"), limit: try arguments.number("limit"))
    let list = try await client.call(PersonList.self, params)
    if output.isJSON { output.json(list) }
    for person in list.persons {
      show(person, output)
    }
    output.line("\(list.persons.count) / \(list.total)")
    return ExitStatus.success
  }

  static func show(_ person: WirePersonSummary, _ output: Output) {
    let line = "\(person.person)  \(person.numberMasked)  \(person.nameMasked)  #\(person.version)"
    output.line(line + (person.lastReadAt.map { "  " + $0 } ?? ""))
  }
}
