import Foundation

/// A golden conversation: lines that a client sends and the server's lines that it must get (docs/protocol.md).
public struct Conversation: Sendable {
  /// What happens next.
  public enum Step: Sendable {
    /// The client sends this line.
    case send(String)
    /// This comes; it may hold placeholders.
    case expect(String)
    /// Something happens at the reader: a command of the emulator.
    case emulator(String)
    /// The placeholder stands for the one-time code in the newest message to this number.
    case code(placeholder: String, phone: String)
    /// The client hangs up and connects again.
    case reconnect
  }

  /// Its file's name without the ending.
  public var name: String
  /// `counter` or `reader`.
  public var server: String
  /// Whether there is a reader.
  public var hasReader: Bool
  /// Whether messages go to the emulator's inbox.
  public var hasInbox = false
  /// Lines of the configuration.
  public var settings: [String] = []
  /// What happens, in order.
  public var steps: [Step]

  /// The folder of the conversations.
  public static let folder = Programs.repository + "/Fixtures/protocol"

  /// Every conversation, by name.
  public static func all() throws -> [Conversation] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".talk") }.sorted()
      .map { file in
        try Conversation(
          String(file.dropLast(5)), parsing: try String(contentsOfFile: folder + "/" + file, encoding: .utf8))
      }
  }

  /// Parses a file's `text`; throws what is wrong with it.
  public init(_ name: String, parsing text: String) throws {
    self.name = name
    server = ""
    hasReader = true
    steps = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard let mark = words.first, !mark.hasPrefix("#") else { continue }
      switch (mark, words.dropFirst().first) {
      case ("server", let server?): self.server = server
      case ("no-reader", nil): hasReader = false
      case (">", let line?): steps.append(.send(line))
      case ("<", let line?): steps.append(.expect(line))
      case ("inbox", nil): hasInbox = true
      case ("setting", let line?): settings.append(line)
      case ("code", let words?):
        let parts = words.split(separator: " ").map(String.init)
        guard parts.count == 2 else {
          throw TestFailure("\(name).talk:\(index + 1): not a placeholder and a number")
        }
        steps.append(.code(placeholder: parts[0], phone: parts[1]))
      case ("!", let command?): steps.append(.emulator(command))
      case ("reconnect", nil): steps.append(.reconnect)
      default: throw TestFailure("\(name).talk:\(index + 1): not a line of a conversation")
      }
    }
    guard ["counter", "reader"].contains(server) else { throw TestFailure("\(name).talk: no server") }
  }

  /// The first call of `method` that is answered with a result, and its answer.
  public func exchange(_ method: String) -> (sent: String, answer: String)? {
    for (index, step) in steps.enumerated() {
      guard case .send(let sent) = step, JSONValue(sent)["method"].text == method else { continue }
      let id = JSONValue(sent)["id"]
      for case .expect(let answer) in steps[index...]
      where JSONValue(answer)["result"].exists && JSONValue(answer)["id"].equals(id) { return (sent, answer) }
    }
    return nil
  }
}
