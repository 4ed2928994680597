import Bytes
import Emulation
import Testing

@Suite("Card files")
struct CardFileTests {
  let file = CardFile(text: Array(0..<40), photo: [0xFF], expected: "{\n  \"a\": 1\n}")

  @Test("what is written is read again")
  func roundTrip() throws {
    let content = file.content(comment: ["one", "two"])
    #expect(content.hasPrefix("# one\n# two\ntext:\n000102"))
    #expect(try CardFile(parsing: content) == file)
  }

  @Test("photo and expectation may be empty, blank lines and comments stand between bytes")
  func loose() throws {
    let read = try CardFile(parsing: "text:\n00 01\n# half way\n\n02\nphoto:\n")
    #expect(read == CardFile(text: [0, 1, 2], photo: [], expected: ""))
  }

  @Test(
    "anything else is refused with its line",
    arguments: [
      ("", 1), ("text:\n00", 2), ("photo:\n", 1), ("text:\n0\nphoto:", 2), ("text:\n00\nphoto:\nxy", 4),
      ("00\ntext:\nphoto:", 1), ("text:\n00\ntext:\n00\nphoto:", 3), ("text:\nexpect:\n{}", 2), ("表:\n", 1),
    ])
  func malformed(content: String, line: Int) {
    #expect(throws: DecodeError(.malformed, at: line)) { try CardFile(parsing: content) }
  }
}
