internal import FoundationEssentials

/// JSON whose members stand in the order the makers' do: their pages cut them out with regular expressions.
enum OrderedJSON {
  /// A member's value.
  enum Value {
    case text(String)
    case number(Int)
    case object([(String, Value)])
  }

  /// `members` in one line.
  static func line(_ members: [(String, Value)]) -> String {
    "{" + members.map { "\(quoted($0.0)):\(compact($0.1))" }.joined(separator: ",") + "}"
  }

  /// `members` a line each, with a blank around the colon.
  static func lines(_ members: [(String, Value)]) -> String {
    "{\n" + members.map { "   \(quoted($0.0)) : \(compact($0.1))" }.joined(separator: ",\n") + "\n}\n"
  }

  private static func compact(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .number(let number): String(number)
    case .object(let members): line(members)
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    // The makers do not escape slashes, and base64 is full of them.
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
