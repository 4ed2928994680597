package import Bytes

/// A card as a text file: what a reader delivers, and what must be understood of it (Fixtures/cards).
///
/// Lines that begin with `#` say where it comes from. Then follow `text:` and `photo:`, each with lines of hexadecimal
/// digits, and `expect:` with JSON to the end of the file.
package struct CardFile: Equatable, Sendable {
  /// The text block.
  package var text: [UInt8]
  /// The photo block; empty where the card gives none.
  package var photo: [UInt8]
  /// JSON with the members `document` and `findings`; empty where the file has none.
  package var expected: String

  /// A card with its blocks.
  package init(text: [UInt8], photo: [UInt8], expected: String) {
    self.text = text
    self.photo = photo
    self.expected = expected
  }

  /// Reads a file's content.
  ///
  /// Throws with the number of the line, counted from 1, as the offset.
  package init(parsing content: String) throws(DecodeError) {
    var text: [UInt8]?
    var photo: [UInt8]?
    var expected: String?
    var section = ""
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let malformed = DecodeError(.malformed, at: index + 1)
      switch (line, section) {
      case (_, "expect:"): expected = (expected ?? "") + line + "\n"
      case ("", _): break
      case (let comment, _) where comment.hasPrefix("#"): break
      case ("text:", ""), ("photo:", "text:"), ("expect:", "photo:"):
        section = String(line)
        if section == "text:" { text = [] }
        if section == "photo:" { photo = [] }
      case (_, "text:"):
        guard let bytes = Hex.decode(line) else { throw malformed }
        text?.append(contentsOf: bytes)
      case (_, "photo:"):
        guard let bytes = Hex.decode(line) else { throw malformed }
        photo?.append(contentsOf: bytes)
      default: throw malformed
      }
    }
    guard let text, let photo else { throw DecodeError(.malformed, at: lines.count) }
    self.text = text
    self.photo = photo
    self.expected = (expected ?? "").trimmingNewlines()
  }

  /// The file's content under `comment`, whose lines get their `#` here.
  package func content(comment: [String]) -> String {
    (comment.map { "# " + $0 } + ["text:"] + Self.lines(text) + ["photo:"] + Self.lines(photo))
      .joined(separator: "\n") + "\nexpect:\n" + expected + "\n"
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 32).map { Hex.encode(bytes.dropFirst($0).prefix(32)) }
  }
}

extension String {
  fileprivate func trimmingNewlines() -> String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
