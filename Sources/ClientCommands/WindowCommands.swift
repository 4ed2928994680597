internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk window show`: what is set at this window.
enum WindowShowCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk window show", summary: "Show what is set at this window.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    show(try await client.call(WindowShow.self, Empty()), output)
    return ExitStatus.success
  }

  static func show(_ window: WindowShow.Output, _ output: Output) {
    if output.isJSON { output.json(window) }
    output.line("window.id = \(window.id)")
    for setting in window.settings {
      let note = setting.fixed ? "  [配置文件 configuration file]" : ""
      output.line("\(setting.key) = \(setting.value)  (\(setting.form))\(note)")
    }
  }
}

/// `idkiosk window set`: sets one thing, or takes it back.
enum WindowSetCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk window set",
    summary: "Set one thing at this window; without a value, what was set is taken back.",
    operands: "KEY [VALUE]", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard let key = arguments.operands.first else { throw KioskFailure(.startUsage) }
    let words = arguments.operands.dropFirst()
    let params = WindowSet.Params(key: key, value: words.isEmpty ? nil : words.joined(separator: " "))
    WindowShowCommand.show(try await client.call(WindowSet.self, params), output)
    return ExitStatus.success
  }
}
