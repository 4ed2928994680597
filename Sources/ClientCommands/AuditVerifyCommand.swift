internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk audit verify`: whether every line of the trail is as it was written.
enum AuditVerifyCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk audit verify", summary: "Find every line of the audit trail that was changed or taken away.",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let proof = try await client.call(AuditVerify.self, Empty())
    if output.isJSON { output.json(proof) }
    for fault in proof.faults {
      let line = fault.number.map { "  行 line \($0)" } ?? ""
      output.line("⚠ \(text(of: fault.kind))  \(fault.window)  #\(fault.place)\(line)")
    }
    output.line(
      proof.sound
        ? "完整，共 \(proof.lines) 行 sound, \(proof.lines) lines" : "不完整 not sound: \(proof.faults.count)")
    return proof.sound ? ExitStatus.success : ExitStatus.failure
  }

  private static func text(of kind: AuditVerify.Fault.Kind) -> String {
    switch kind {
    case .changed: "被改动 changed"
    case .missing: "缺失 missing"
    case .reordered: "次序被改 out of order"
    case .cutOff: "末尾被截 cut off"
    case .noHead: "核对文件缺失 the file archive.audit was not there"
    }
  }
}
