import CounterRules
import Testing

@Suite("Enterprise codes")
struct EnterpriseCodeTests {
  /// The examples that the two standards print.
  @Test("the standards' own examples are right")
  func examples() {
    #expect(EnterpriseCode("D2143569X")?.form == .organisation)
    #expect(EnterpriseCode("91350100M000100Y43")?.form == .unifiedSocialCredit)
  }

  @Test(
    "are the same code however width, case, spaces and the hyphen are written",
    arguments: ["D2143569-X", "d2143569x", "Ｄ２１４３５６９－Ｘ", " D2143569 X "])
  func spellings(text: String) {
    #expect(EnterpriseCode(text)?.text == "D2143569X")
  }

  @Test("one wrong character never fits", arguments: ["D2143569X", "91350100M000100Y43"])
  func oneWrong(code: String) {
    let characters = Array(code)
    for index in characters.indices {
      for wrong in "0123456789ABCDEFGHJKLMNPQRTUWXY" where wrong != characters[index] {
        var other = characters
        other[index] = wrong
        // The organisation code's weights let two letters eleven apart stand for each other.
        let isBlind = code.count == 9 && index < 8 && Self.isSame(wrong, characters[index])
        #expect((EnterpriseCode(String(other)) == nil) != isBlind, "\(String(other))")
      }
    }
  }

  @Test(
    "letters that a credit code never has, letters in its division, and other lengths are refused",
    arguments: [
      "", "D2143569", "91350100M000100Y4", "91350100M000100Y433", "9135010IM000100Y43", "9135A100M000100Y43",
      "号码", "91350100M000100O43", "D214356/X",
    ])
  func refused(text: String) {
    #expect(EnterpriseCode(text) == nil)
  }

  private static func isSame(_ left: Character, _ right: Character) -> Bool {
    func value(_ character: Character) -> Int {
      character.wholeNumberValue ?? Int(character.asciiValue ?? 0) - 55
    }
    return (value(left) - value(right)) % 11 == 0
  }
}
