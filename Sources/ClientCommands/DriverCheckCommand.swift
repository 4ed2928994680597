internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport
internal import ReaderDrivers
internal import ReaderKit

/// `idkiosk driver check`: the checks that every driver must pass, against a recording or a reader.
enum DriverCheckCommand: ClientCommand {
  static let spec = CommandSpec(
    "idkiosk driver check",
    summary: "Check a driver against recordings, or against a reader with a card that is laid on it.",
    operands: "[RECORDING...]",
    options: [
      OptionSpec("reader", "ID", help: "a reader that is there, instead of recordings"),
      OptionSpec("readers", "FILE", help: "take the family from this file of readers"),
      OptionSpec("timeout", "SECONDS", help: "how long to wait for the card (default 30)"),
    ])
  private static let mostBytes = 4_194_304

  static func runAlone(_ arguments: ParsedArguments, _ output: Output) throws(KioskFailure) -> Int32? {
    guard arguments.values["reader"] == nil else { return nil }
    guard !arguments.operands.isEmpty, arguments.values["timeout"] == nil else {
      throw KioskFailure(.startUsage)
    }
    var subjects: [DriverReport.Subject] = []
    do throws(ReaderDataError) {
      var other: ReaderFamily?
      if let path = arguments.values["readers"] { other = try family(path) }
      for path in arguments.operands { subjects.append(try check(path, other)) }
    } catch {
      Console.error("\(spec.name): \(error)")
      throw KioskFailure(.startReadersInvalid, detail: error.line)
    }
    return DriverReport(subjects: subjects).show(output)
  }

  static func run(
    _ arguments: ParsedArguments, _ client: RPCClient, _ output: Output
  ) async throws(KioskFailure) -> Int32 {
    guard let reader = arguments.values["reader"], arguments.operands.isEmpty,
      arguments.values["readers"] == nil
    else { throw KioskFailure(.startUsage) }
    var params = ReaderCheck.Params(reader: reader)
    if let text = arguments.values["timeout"] {
      guard let seconds = Double(text) else { throw KioskFailure(.startUsage) }
      params.timeoutSeconds = seconds
    }
    output.progress("请放卡 lay a card on the reader")
    let lines = try await client.call(ReaderCheck.self, params).lines
    return DriverReport(subjects: [DriverReport.Subject(name: reader, lines: lines)]).show(output)
  }

  private static func check(_ path: String, _ other: ReaderFamily?) throws(ReaderDataError)
    -> DriverReport.Subject
  {
    let recording = try Recording(try text(path), file: path)
    let lines = try RecordingCheck.run(recording, family: other)
    return DriverReport.Subject(name: path, lines: lines.map(\.line))
  }

  private static func family(_ path: String) throws(ReaderDataError) -> ReaderFamily {
    try ReaderFamily(try FamilyData(try text(path), file: path))
  }

  private static func text(_ path: String) throws(ReaderDataError) -> String {
    guard let bytes = try? Files.read(path, limit: mostBytes) else {
      throw ReaderDataError(file: path, line: 0, problem: "cannot be read")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The lines of a check, as they are printed.
private struct DriverReport: Encodable {
  struct Subject: Encodable {
    var name: String
    var lines: [DriverCheckLine]
  }
  var subjects: [Subject]

  /// Prints it; the exit status.
  func show(_ output: Output) -> Int32 {
    if output.isJSON { output.json(self) }
    for subject in subjects {
      output.line(subject.name)
      for line in subject.lines {
        let word =
          switch line.outcome {
          case .passed: "✓ 通过 passed"
          case .failed: "✗ 失败 failed"
          case .notTested: "- 未测 not tested"
          }
        let detail = line.detail.isEmpty ? "" : " [\(line.detail)]"
        output.line("  \(word)  \(line.chinese) \(line.english)\(detail)")
      }
    }
    return subjects.flatMap(\.lines).contains { $0.outcome == .failed }
      ? ExitStatus.failure : ExitStatus.success
  }
}
