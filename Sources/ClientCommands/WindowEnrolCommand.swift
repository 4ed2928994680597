internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport
internal import SealedArchive

/// `idkiosk window enrol`: writes the keys of the archive at the centre into a file that only a passphrase opens.
enum WindowEnrolCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk window enrol",
    summary: "At the centre, write the archive's keys into a file for a window, sealed with a passphrase.",
    operands: "FILE", options: EnrolmentOptions.all)

  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? {
    let file = try arguments.operand()
    let passphrase = try EnrolmentOptions.newPassphrase(arguments)
    let bytes = try WindowEnrolment.make(fromKeysIn: ProgramSettings(arguments).stateFolder, passphrase)
    try NewFile.write(bytes, to: file)
    if output.isJSON { output.json(Written(file: file)) }
    output.line("已写入 written: \(file)")
    output.line("口令另行告知 tell the passphrase by another way")
    return ExitStatus.success
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 { ExitStatus.usage }

  private struct Written: Encodable {
    var file: String
  }
}
