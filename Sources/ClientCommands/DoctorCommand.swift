internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk doctor`: each thing that a window needs, and what to do about those that are not well.
enum DoctorCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk doctor",
    summary: "Look at everything a window needs, and say what to do; nothing about anybody.",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    return show(try await client.call(Doctor.self, Empty()).checks + MachineChecks.all(), output)
  }

  static func withoutCounter(_ failure: KioskFailure, _ output: Output) -> Int32? {
    show([Doctor.Check(.counterService, failure.reason)] + MachineChecks.all(), output)
  }

  private static func show(_ checks: [Doctor.Check], _ output: Output) -> Int32 {
    if output.isJSON { output.json(Doctor.Output(checks: checks)) }
    for check in checks {
      let name = check.name.map { " \($0)" } ?? ""
      output.line("\(mark(check.state)) \(title(check.subject))\(name): \(check.text)\(figure(check))")
      if let action = check.action { output.line("  → \(action)") }
    }
    let troubles = checks.count { $0.state == .trouble }
    output.line(
      troubles == 0
        ? "=> 可以办业务 the window can work" : "=> \(troubles) 项需要处理 \(troubles) to be put right")
    return troubles == 0 ? ExitStatus.success : ExitStatus.failure
  }

  private static func mark(_ state: Doctor.State) -> String {
    switch state {
    case .fine: "✓"
    case .attention: "!"
    case .trouble: "✗"
    }
  }

  private static func figure(_ check: Doctor.Check) -> String {
    guard let figure = check.figure else { return "" }
    switch check.subject {
    case .reader: return " \(figure) ms"
    case .disk: return " \(figure) MiB"
    case .archive: return " \(figure) 人 persons"
    case .messages: return " \(figure)"
    default: return ""
    }
  }

  private static func title(_ subject: Doctor.Subject) -> String {
    switch subject {
    case .counterService: "窗口服务 counter daemon"
    case .readerService: "读卡服务 reader daemon"
    case .reader: "读卡机 reader"
    case .portrait: "照片解码 portrait decoder"
    case .archive: "档案 archive"
    case .disk: "磁盘 disk"
    case .clock: "时钟 clock"
    case .gateway: "短信网关 message gateway"
    case .messages: "短信 messages"
    case .pcscd: "PC/SC 服务 pcscd"
    case .udevRule: "udev 规则 udev rule"
    case .browserPolicy: "浏览器策略 browser policy"
    }
  }
}
