import TestSupport

/// The emulator's telephone network: it shows the messages that a window sends.
final class Inbox: Sendable {
  /// Its output is one line for each message.
  let program: RunningProgram
  private let folder: ScratchFolder

  /// Answers each message with `answer`.
  init(answer: String = "accepted") async throws {
    folder = try ScratchFolder()
    program = try RunningProgram(
      Programs.path("idkiosk-emulator"), ["inbox", "--runtime-dir", folder.path, "--answer", answer])
    _ = try await program.outputLine { $0.hasPrefix("ready ") }
  }

  /// What a configuration says of it.
  var configuration: String {
    "sms.gateway = inbox\nsms.inbox = \(folder.file("inbox.sock"))\nsms.seconds = 10\n"
  }

  /// The code in the newest message to `phone`, once there are `count`.
  func code(to phone: String, number count: Int = 1) async throws -> String {
    let lines = try await program.output { $0.filter { $0.contains(phone) }.count >= count }
    let text = lines.last { $0.contains(phone) }.map { JSONValue($0)["text"].text ?? "" } ?? ""
    let runs = text.split { !$0.isNumber }.map(String.init).filter { (4...8).contains($0.count) }
    guard let code = runs.first else { throw TestFailure("no code in the message") }
    return code
  }

  func stop() async { await program.stop() }
}
