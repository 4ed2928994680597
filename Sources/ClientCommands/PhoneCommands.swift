internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// What the commands about a person's number share.
enum PhoneVisit {
  static let options = [
    OptionSpec("session", "ID", help: "the card session (default: read the card that lies there)"),
    OptionSpec("person", "ID", help: "for a typed document: the person, whose document was verified by eye"),
    OptionSpec("timeout", "SECONDS", help: "how long to wait for a card (default 30)"),
  ]
  static let actingOptions =
    options + [
      OptionSpec("face-confirmed", help: "the face is the portrait's"),
      OptionSpec("phone", "NUMBER", help: "the new number (default: the first line of standard input)"),
      OptionSpec("confirm", help: "confirm the code that was sent before, here or at another window"),
    ]

  /// Who is at the counter: the named session or person, else whoever's card is read now.
  static func visit(
    _ arguments: ParsedArguments, _ client: RPCClient
  ) async throws(KioskFailure) -> WireVisit {
    try arguments.noOperands()
    if let session = arguments.values["session"] { return WireVisit(session: session) }
    if let person = arguments.values["person"] { return WireVisit(person: person, verifiedByEye: true) }
    var seconds: Double?
    if let text = arguments.values["timeout"] {
      guard let number = Double(text), number > 0 else { throw KioskFailure(.startUsage) }
      seconds = number
    }
    let reading = try await client.call(CardRead.self, CardRead.Params(timeoutSeconds: seconds))
    return WireVisit(session: reading.session)
  }

  /// The next line of standard input; a number or a code does not belong on a command line, which everybody sees.
  static func line(_ prompt: String, _ output: Output) throws(KioskFailure) -> OnTheWire<String> {
    output.progress(prompt)
    guard let line = readLine(strippingNewline: true) else { throw KioskFailure(.startUsage) }
    return OnTheWire(line)
  }

  /// The number that was given, or the next line of standard input.
  static func number(
    _ arguments: ParsedArguments, _ prompt: String, _ output: Output
  ) throws(KioskFailure) -> OnTheWire<String> {
    if let number = arguments.values["phone"] { return OnTheWire(number) }
    return try line(prompt, output)
  }

  /// Sends a code, and confirms it in the same go or later.
  static func run(
    _ purpose: String, _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let visit = try await visit(arguments, client)
    let isFaceConfirmed = arguments.has("face-confirmed")
    if !arguments.has("confirm") {
      let phone = try number(arguments, "新号码 new number:", output)
      let sent = try await client.call(
        PhoneSendCode.self,
        PhoneSendCode.Params(visit: visit, purpose: purpose, phone: phone, faceConfirmed: isFaceConfirmed))
      guard let code = readCode(sent, output) else {
        // No terminal and no second line: the code is confirmed later.
        return ExitStatus.success
      }
      return try await confirm(purpose, code, visit, isFaceConfirmed, client, output)
    }
    return try await confirm(
      purpose, try line("验证码 code:", output), visit, isFaceConfirmed, client, output)
  }

  /// Shows where the code went and waits for it; with `--json` there is one object, of whatever is the last step.
  private static func readCode(_ sent: WirePhone, _ output: Output) -> OnTheWire<String>? {
    if !output.isJSON { show(sent, output) }
    let code = try? line("验证码 code:", output)
    if output.isJSON, code == nil { show(sent, output) }
    return code
  }

  private static func confirm(
    _ purpose: String, _ code: OnTheWire<String>, _ visit: WireVisit, _ isFaceConfirmed: Bool,
    _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let bound = try await client.call(
      PhoneConfirm.self,
      PhoneConfirm.Params(
        visit: visit, purpose: purpose, code: code, phone: nil, faceConfirmed: isFaceConfirmed))
    show(bound, output)
    output.line(purpose == "change" ? "已更换 changed" : "已绑定 bound")
    return ExitStatus.success
  }

  /// Shows what is on file of a number.
  static func show(_ phone: WirePhone, _ output: Output) {
    if output.isJSON { output.json(phone) }
    output.line(phone.person)
    output.field("手机号码", "number", phone.phoneMasked ?? "无 none")
    output.field("绑定于", "bound", phone.boundSince)
    if phone.faceConfirmed == false { output.line("  未经人工比对 face not confirmed") }
    if let waiting = phone.waiting {
      output.field("验证码发往", "code sent to", waiting.phoneMasked)
      output.field("短信", "message", waiting.delivery.text)
      output.field("状态", "state", waiting.state)
      output.field("剩余秒数", "seconds left", "\(waiting.secondsLeft)")
      output.field("可重发于", "next code in", "\(waiting.secondsToNext) s")
    }
    for warning in phone.warnings { output.line("  ⚠ \(warning.text)") }
  }
}

/// `idkiosk phone show`: the number of the person at the counter, masked.
enum PhoneShowCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk phone show", summary: "Show the mobile number of the person at the counter, masked.",
    options: PhoneVisit.options)

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let visit = try await PhoneVisit.visit(arguments, client)
    PhoneVisit.show(try await client.call(PhoneShow.self, visit), output)
    return ExitStatus.success
  }
}

/// `idkiosk phone bind`: a first number.
enum PhoneBindCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk phone bind", summary: "Bind a first mobile number by a one-time code.",
    options: PhoneVisit.actingOptions)

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try await PhoneVisit.run("bind", arguments, client, output)
  }
}

/// `idkiosk phone change`: another number.
enum PhoneChangeCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk phone change", summary: "Change the mobile number by a one-time code to the new one.",
    options: PhoneVisit.actingOptions)

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try await PhoneVisit.run("change", arguments, client, output)
  }
}

/// `idkiosk phone release`: ends a binding.
enum PhoneReleaseCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk phone release", summary: "Release a person's mobile number, as a supervisor.",
    operands: "PERSON --reason TEXT",
    options: [OptionSpec("reason", "TEXT", help: "why, for the audit trail; no name and no number")])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let released = PhoneRelease.Params(
      person: try arguments.operand(), reason: try arguments.needed("reason"))
    let answer = try await client.call(PhoneRelease.self, released)
    if output.isJSON { output.json(answer) }
    output.line("已解除绑定 released")
    return ExitStatus.success
  }
}
