import OneTimeCodes
import PersonalData
import TestSupport
import Testing

@Suite("One-time codes")
struct OneTimeCodeTests {
  @Test("have the length of their policy, which has bounds")
  func length() {
    var generator = SeededGenerator(seed: 1)
    for length in CodePolicy.lengths {
      #expect(OneTimeCode(length: length, using: &generator).digits.disclosed().count == length)
    }
    #expect(CodePolicy(life: 1, length: 3) == CodePolicy(life: 30, length: 4))
    #expect(CodePolicy(life: .max, length: 9) == CodePolicy(life: 604_800, length: 8))
  }

  @Test("live 90 seconds for signing in and a day for everything else, with six digits")
  func standardPolicies() {
    for purpose in CodePurpose.allCases {
      let policy = CodePolicy.standard(purpose)
      #expect(policy == CodePolicy(life: purpose == .signIn ? 90 : 86_400, length: 6))
    }
  }

  /// Gives every byte as often as every other.
  private struct EveryByte: RandomNumberGenerator {
    var last: UInt64 = .max
    mutating func next() -> UInt64 {
      last &+= 1
      return last & 0xFF
    }
  }

  @Test("every digit comes exactly as often as every other from bytes that do")
  func unbiased() {
    var generator = EveryByte()
    var counts: [Character: Int] = [:]
    // 250 usable bytes of 256: 125 codes of 4 digits are two rounds.
    for _ in 0..<125 {
      for digit in OneTimeCode(length: 4, using: &generator).digits.disclosed() {
        counts[digit, default: 0] += 1
      }
    }
    #expect(counts.count == 10)
    #expect(counts.values.allSatisfy { $0 == 50 })
  }

  @Test("digits are uniform at every place")
  func uniform() {
    var generator = SeededGenerator.printed()
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 6)
    let codes = 60_000
    for _ in 0..<codes {
      for (place, digit) in OneTimeCode(length: 6, using: &generator).digits.disclosed().utf8.enumerated() {
        counts[place][Int(digit) - 0x30] += 1
      }
    }
    let expected = Double(codes) / 10
    for place in counts {
      let chiSquare = place.map { (Double($0) - expected) * (Double($0) - expected) / expected }.reduce(0, +)
      // Nine degrees of freedom: more than 45 in one of six places comes once in 180,000 runs.
      #expect(chiSquare < 45, "seed \(generator.seed)")
    }
  }

  @Test(
    "are understood as people type them",
    arguments: [("123456", "123456"), (" 12 34 56 ", "123456"), ("１２３４56", "123456"), ("0000", "0000")])
  func typed(text: String, digits: String) {
    #expect(OneTimeCode(typed: Personal(text))?.digits.disclosed() == digits)
  }

  @Test(
    "are refused when they cannot be any", arguments: ["", "123", "123456789", "12345a", "1234-5", "١٢٣٤٥٦"])
  func refused(text: String) { #expect(OneTimeCode(typed: Personal(text)) == nil) }

  @Test("do not show themselves in print")
  func covered() {
    var generator = SeededGenerator(seed: 7)
    let code = OneTimeCode(length: 8, using: &generator)
    #expect(!"\(code) \(String(reflecting: code))".contains(code.digits.disclosed()))
  }
}
