internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// `idkiosk doctor`: each thing that a window needs, and what to do about those that are not well.
enum DoctorCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk doctor",
    summary: "Look at everything a window needs, and say what to do; nothing about anybody.",
    options: [
      OptionSpec("report", "FILE", help: "write it to a new FILE too, for whoever helps"),
      OptionSpec("config", "FILE", help: "configuration (default /etc/idkiosk/idkiosk.conf)"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    return show(try await client.call(Doctor.self, Empty()).checks, arguments, output)
  }

  static func withoutCounter(
    _ failure: KioskFailure, _ arguments: ParsedArguments, _ output: Output
  ) -> Int32? {
    show([Doctor.Check(.counterService, failure.reason)], arguments, output)
  }

  private static func show(
    _ told: [Doctor.Check], _ arguments: ParsedArguments, _ output: Output
  ) -> Int32 {
    let file = ProgramSettings(arguments).configurationFile
    let configuration = Configuration.reading((try? Configuration.text(of: file)) ?? "").0
    let readers = told.filter { $0.subject == .reader && $0.reason != .readerNone }.compactMap(\.name)
    let checks = told + MachineChecks.all(readers: readers, page: configuration.pagePort)
    if let path = arguments.values["report"] {
      do throws(KioskFailure) { try DoctorReport(checks, configuration).write(to: path) } catch {
        output.failure(error)
        return ExitStatus.of(error)
      }
    }
    if output.isJSON { output.json(Doctor.Output(checks: checks)) }
    for line in lines(checks) { output.line(line) }
    let troubles = checks.count { $0.state == .trouble }
    output.line(
      troubles == 0
        ? "=> 可以办业务 the window can work" : "=> \(troubles) 项需要处理 \(troubles) to be put right")
    return troubles == 0 ? ExitStatus.success : ExitStatus.failure
  }

  /// The checks as a person reads them.
  static func lines(_ checks: [Doctor.Check]) -> [String] {
    checks.flatMap { check in
      let name = check.name.map { " \($0)" } ?? ""
      let line = "\(mark(check.state)) \(title(check.subject))\(name): \(check.text)\(figure(check))"
      return [line] + (check.action.map { ["  → \($0)"] } ?? [])
    }
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
    case .reader, .sam: return " \(figure) ms"
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
    case .sam: "安全模块 SAM"
    case .usb: "USB 读卡机 USB reader"
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
