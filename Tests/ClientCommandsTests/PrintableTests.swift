import Testing

@testable import ClientCommands

@Suite("What a card wrote, on a terminal")
struct PrintableTests {
  @Test(
    "cannot move the cursor, set a title, ring, or turn the line round",
    arguments: [
      "\u{1B}]0;title\u{07}", "\u{1B}[2J", "\u{9B}2J", "a\rb", "a\nb", "\u{7F}", "\u{202E}abc",
      "\u{2066}x\u{2069}",
      "\u{2028}", "\u{200B}", "\0",
    ])
  func harmless(text: String) {
    let printed = Printable.text(text)
    #expect(printed.contains("\u{FFFD}"))
    #expect(printed.unicodeScalars.count == text.unicodeScalars.count)
    #expect(printed.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" || ($0.value >= 0x20 && $0.value < 0x7F) })
  }

  @Test("names of people stay what they are", arguments: ["欧阳娜娜", "𠮷野", "阿卜杜·拉合曼", "José O’Neil", "汉 (01)"])
  func untouched(text: String) {
    #expect(Printable.text(text) == text)
  }
}
