internal import CommandLineKit
internal import FoundationEssentials
internal import KioskProtocol
internal import LinuxPlatform
internal import PersonalData
internal import RPCTransport

/// `idkiosk batch open`: begins a batch and prints its code, once.
enum BatchOpenCommand: ClientCommand {
  /// The largest list that a message holds.
  private static let largestList = 700_000

  static let spec = CommandSpec(
    "idkiosk batch open", summary: "Open a batch; its code is printed once.", operands: "NAME",
    options: [
      OptionSpec("enterprise", "NAME", help: "the enterprise's name"),
      OptionSpec("code", "CODE", help: "its unified social credit code (18) or organisation code (9)"),
      OptionSpec("brought-by", "NAME", help: "who brought the cards"),
      OptionSpec("expected", "FILE", help: "CSV list of the people whose cards are to come"),
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let enterprise = WireBatch.Enterprise(
      name: try arguments.needed("enterprise"), code: try arguments.needed("code"))
    var params = BatchOpen.Params(name: try arguments.operand(), enterprise: enterprise)
    params.broughtBy = arguments.values["brought-by"].map { OnTheWire($0) }
    if let path = arguments.values["expected"] {
      guard let bytes = try? Files.read(path, limit: largestList) else {
        throw KioskFailure(.batchListUnreadable)
      }
      params.expectedFile = OnTheWire(Data(bytes).base64EncodedString())
    }
    let opened = try await client.call(BatchOpen.self, params)
    if output.isJSON { output.json(opened) }
    output.line("批次 batch: \(opened.batch)")
    output.line("批次码 code: \(opened.code.personal.disclosed())")
    return ExitStatus.success
  }
}

/// `idkiosk batch list`: the batches, the newest first.
enum BatchListCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk batch list", summary: "List the batches, the newest first.", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    try arguments.noOperands()
    let list = try await client.call(BatchList.self, BatchList.Params())
    if output.isJSON { output.json(list) }
    if list.batches.isEmpty { output.line("没有批次 no batch") }
    list.batches.forEach { BatchText.show($0, output) }
    return ExitStatus.success
  }
}

/// `idkiosk batch show`: one batch, its newest rows and who is missing.
enum BatchShowCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk batch show", summary: "Show a batch, its newest rows and who is missing.", operands: "BATCH",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let shown = try await client.call(
      BatchShow.self, BatchShow.Params(batch: try arguments.operand(), limit: 200))
    if output.isJSON { output.json(shown) }
    BatchText.show(shown.batch, output)
    shown.rows.forEach { BatchText.show($0, output) }
    for person in shown.missing { output.line("  缺 missing  \(person.nameMasked)  \(person.numberMasked)") }
    return ExitStatus.success
  }
}

/// `idkiosk batch pause`, `resume` and `close`.
protocol BatchStateCommand: ClientCommand {
  associatedtype Method: RPCMethod where Method.Params == BatchName, Method.Output == WireBatch
  static var summary: String { get }
}

extension BatchStateCommand {
  static var spec: CommandSpec {
    let word = Method.name.split(separator: ".").last.map(String.init) ?? ""
    return CommandSpec("idkiosk batch \(word)", summary: summary, operands: "BATCH", options: [])
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let batch = try await client.call(Method.self, BatchName(batch: try arguments.operand()))
    if output.isJSON { output.json(batch) }
    BatchText.show(batch, output)
    return ExitStatus.success
  }
}

enum BatchPauseCommand: BatchStateCommand {
  typealias Method = BatchPause
  static let summary = "Pause a batch: it takes no card until it is resumed."
}

enum BatchResumeCommand: BatchStateCommand {
  typealias Method = BatchResume
  static let summary = "Go on with a paused batch."
}

enum BatchCloseCommand: BatchStateCommand {
  typealias Method = BatchClose
  static let summary = "End a batch for good."
}

/// `idkiosk batch renew-code`: prints another code, once.
enum BatchRenewCodeCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk batch renew-code", summary: "Give a batch another code; it is printed once.", operands: "BATCH",
    options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    let renewed = try await client.call(BatchRenewCode.self, BatchName(batch: try arguments.operand()))
    if output.isJSON { output.json(renewed) }
    output.line("批次码 code: \(renewed.code.personal.disclosed())")
    return ExitStatus.success
  }
}

/// `idkiosk batch remove`: takes a card out of a batch; what was filed stays.
enum BatchRemoveCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk batch remove", summary: "Take a row out of a batch; what was filed stays on file.",
    operands: "BATCH ROW", options: [])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard arguments.operands.count == 2, let row = Int(arguments.operands[1]) else {
      throw KioskFailure(.startUsage)
    }
    let batch = try await client.call(
      BatchRemove.self, BatchRemove.Params(batch: arguments.operands[0], row: row))
    if output.isJSON { output.json(batch) }
    BatchText.show(batch, output)
    return ExitStatus.success
  }
}

/// `idkiosk batch export`: the ledger as a CSV file.
enum BatchExportCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk batch export", summary: "Write a batch as a CSV table for spreadsheets.", operands: "BATCH",
    options: [
      OptionSpec("output", "FILE", help: "write to FILE, which must not exist, not to standard output")
    ])

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    var csv = ""
    var params = BatchExport.Params(batch: try arguments.operand())
    repeat {
      let part = try await client.call(BatchExport.self, params)
      csv += part.csv.personal.disclosed()
      params.from = part.next
    } while params.from != nil
    guard let path = arguments.values["output"] else {
      if output.isJSON {
        output.json(BatchExport.Output(csv: OnTheWire(csv), next: nil))
      } else {
        try? Files.writeAll(Array(csv.utf8), to: 1)
      }
      return ExitStatus.success
    }
    try NewFile.write(Array(csv.utf8), to: path)
    output.line("名单 list: \(path)")
    return ExitStatus.success
  }
}
