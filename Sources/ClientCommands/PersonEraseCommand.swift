internal import CommandLineKit
internal import KioskProtocol
internal import RPCTransport

/// `idkiosk person erase`: erases a person, and prints the receipt.
enum PersonEraseCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk person erase", summary: "Erase a person with all that is kept; nothing brings it back.",
    operands: "PERSON",
    options: PersonChoice.options + [OptionSpec("yes", help: "really erase: without it nothing is done")])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard arguments.has("yes") else { throw KioskFailure(.personUnconfirmed) }
    let receipt = try await client.call(PersonErase.self, try PersonChoice.params(arguments))
    if output.isJSON { output.json(receipt) }
    output.line("已删除 erased: \(receipt.person)")
    let place = [receipt.window, receipt.clerk].compactMap { $0 }.joined(separator: ", ")
    output.field("时间", "at", "\(receipt.erasedAt), \(place)")
    output.field("版本", "versions", "\(receipt.versions)")
    output.field("读卡", "readings", "\(receipt.readings)")
    output.field("冲突", "conflicts", "\(receipt.conflicts)")
    output.field("手机号", "mobile numbers", "\(receipt.numbers)")
    output.field("批次名单", "lists", "\(receipt.lists)")
    for other in receipt.linked { output.line("⚠ 关联的证件仍在档 a linked document is still on file: \(other)") }
    output.line(
      receipt.wiped
        ? "档案文件中已无痕迹 nothing of it is left in the archive's file"
        : "⚠ 档案文件稍后清理 the archive's file is cleaned later")
    for backup in receipt.backups { show(backup, output) }
    if receipt.backups.isEmpty { output.line("没有备份含有此人 no backup has this person") }
    return ExitStatus.success
  }

  private static func show(_ backup: PersonErase.Backup, _ output: Output) {
    let until = backup.until.map { "至 until \($0)" } ?? "至人工删除 until somebody takes it away"
    let moved = backup.there ? "" : "  已移走 moved away"
    output.line("⚠ 备份仍含此人 still in the backup: \(backup.file)  \(until)\(moved)")
  }
}
