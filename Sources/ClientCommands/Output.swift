internal import CommandLineKit
internal import KioskProtocol
internal import LinuxPlatform
internal import RPCTransport

/// Prints for a person or, with `--json`, for a program.
struct Output: Sendable {
  let isJSON: Bool
  /// Whether an administrator reads it, who is told what to do instead of whom to call.
  var isForAdministrator = false

  /// One JSON object on one line.
  func json(_ message: some Encodable) {
    Console.write(String(decoding: Lines.encode(message), as: UTF8.self))
  }

  /// A line for a person; nothing with `--json`.
  ///
  /// Cards and devices fill it with what they like, so nothing in it can steer the terminal.
  func line(_ text: String) { if !isJSON { Console.write(Printable.text(text)) } }

  /// A line of a picture, with the terminal's colours; nothing with `--json`.
  func picture(_ line: String) { if !isJSON { Console.write(line) } }

  /// Lines beside a label, Chinese and English.
  func field(_ chinese: String, _ english: String, _ value: String?) {
    guard let value else { return }
    line("  \(chinese) \(english): \(value)")
  }

  /// Something that goes on, on standard error; nothing with `--json`.
  func progress(_ text: String) { if !isJSON { Console.error(text) } }

  /// A sound at a terminal; nothing with `--json` or into a file.
  func bell(times: Int = 1) {
    guard !isJSON, Terminal.isThere else { return }
    try? Files.writeAll([UInt8](repeating: 0x07, count: times), to: 1)
  }

  /// Why nothing came of it.
  func failure(_ failure: KioskFailure) {
    let wire = WireFailure(failure)
    if isJSON {
      json(ErrorObject(error: wire))
    } else {
      Console.error(wire.message)
      Console.error("→ " + (isForAdministrator ? wire.administratorAction : wire.action))
      // With a line, a code or a size, where there is one.
      Console.error("[\(wire.reason)]" + (wire.detail.map { " \($0)" } ?? ""))
    }
  }

  private struct ErrorObject: Encodable { var error: WireFailure }
}
