/// `idkiosk-emulator inbox` as a program of its own: the telephone network of a test.
public final class EmulatorInbox: Sendable {
  /// The running program; it prints one JSON line a message.
  public let program: RunningProgram
  /// Its socket, for `sms.inbox`.
  public let socket: String
  private let mailbox: ScratchFolder

  /// Starts it; `answer` is what it says to each message.
  public init(answer: String = "accepted") async throws {
    mailbox = try ScratchFolder()
    program = try RunningProgram(
      Programs.path("idkiosk-emulator"), ["inbox", "--runtime-dir", mailbox.path, "--answer", answer])
    _ = try await program.outputLine { $0.hasPrefix("ready ") }
    socket = mailbox.file("inbox.sock")
  }

  /// The lines of a configuration that sends messages here.
  public var configuration: String { "sms.gateway = inbox\nsms.inbox = \(socket)\nsms.seconds = 10\n" }

  /// The texts of so many messages to `phone`, once they have come.
  public func texts(to phone: String, count: Int = 1) async throws -> [String] {
    let lines = try await program.output { $0.filter { $0.contains(phone) }.count >= count }
    return lines.filter { $0.contains(phone) }.map { JSONValue($0)["text"].text ?? "" }
  }

  /// The code in the newest of so many messages to `phone`, once they have come.
  public func code(to phone: String, message count: Int = 1) async throws -> String {
    let text = try await texts(to: phone, count: count).last ?? ""
    let runs = text.split { !$0.isNumber }.map(String.init).filter { (4...8).contains($0.count) }
    guard let code = runs.first else { throw TestFailure("no code in the message") }
    return code
  }

  /// Ends it.
  public func stop() async { await program.stop() }
}
