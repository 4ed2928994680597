internal import CommandLineKit
internal import FoundationEssentials
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import RPCTransport

/// `idkiosk read`: waits for a card, shows what is on it and, with `--file`, files the person.
enum ReadCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk read", summary: "Wait for a card, read it and, with --file, file the person.",
    options: [
      OptionSpec("file", help: "file the person in the archive"),
      OptionSpec("reader", "ID", help: "wait at this reader only"),
      OptionSpec("timeout", "SECONDS", help: "how long to wait for a card (default 30)"),
      OptionSpec("portrait", "FILE", help: "write the portrait as PNG; the file must not exist"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let seconds = try arguments.values["timeout"].map(seconds)
    let hints = startTask {
      // Several readers that wait say the same: once is enough.
      var last: ReadProgress.Step?
      for await notification in client.notifications {
        guard let progress = notification.content(ReadProgress.self) else { continue }
        if let card = progress.card { output.progress(words(for: card)) }
        guard progress.card == nil, progress.step != last else { continue }
        let step = progress.step
        output.progress(words(for: step))
        last = step
      }
    }
    defer { hints.cancel() }
    let reading = try await client.call(
      CardRead.self,
      CardRead.Params(
        reader: arguments.values["reader"], timeoutSeconds: seconds, file: arguments.has("file")))
    let isSaved = arguments.values["portrait"].map { save(reading.portrait, to: $0, output) } ?? true
    if output.isJSON { output.json(reading) } else { ReadingText.show(reading, output) }
    switch reading.filing?.outcome {
    case .conflict: return ExitStatus.conflict
    case .failed: return ExitStatus.filingFailed
    default: return isSaved ? ExitStatus.success : ExitStatus.cannotCreate
    }
  }

  private static func seconds(_ text: String) throws(KioskFailure) -> Double {
    guard let seconds = Double(text), seconds >= 0, seconds <= 3_600 else { throw KioskFailure(.startUsage) }
    return seconds
  }

  /// Whether nothing stands in the way of having the portrait; a reading without one has nothing to save.
  private static func save(_ portrait: WirePortrait, to path: String, _ output: Output) -> Bool {
    guard let png = portrait.data.flatMap({ Data(base64Encoded: $0.personal.disclosed()) }) else {
      return true
    }
    do throws(KioskFailure) {
      try NewFile.write(Array(png), to: path)
      output.progress("照片 portrait: \(path)")
      return true
    } catch {
      // The reading is the one object of standard output.
      Console.error("\(path): \(WireFailure(error).message)")
      return false
    }
  }

  private static func words(for card: WireCard) -> String {
    let looks =
      switch card.kind {
      case "identityCard": "身份证件 an identity card"
      case "perhapsIdentityCard": "可能是身份证件 perhaps an identity card"
      case "provincialResidencePermit": "省内居住证 a provincial residence permit"
      default: "其他卡片 another kind of card"
      }
    let number = card.chipNumber.map { Printable.text($0.personal.disclosed()) }
    return "卡片 card: " + looks + (number.map { "，芯片号 chip number \($0)" } ?? "")
  }

  private static func words(for step: ReadProgress.Step) -> String {
    switch step {
    case .waiting: "请放卡 … lay a card on the reader"
    case .liftAndLayAgain: "请拿起卡片再放一次 … lift the card and lay it again"
    case .find: "找卡 … finding the card"
    case .select: "选卡 … selecting the card"
    case .read: "读卡 … reading"
    case .portrait: "解码照片 … decoding the portrait"
    case .filing: "建档 … filing"
    }
  }
}
