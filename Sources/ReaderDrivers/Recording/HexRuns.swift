/// Bytes for people: pairs of digits, equal ones in a row as `00*54`, 32 words a line.
enum HexRuns {
  private static let wordsInLine = 32
  /// A recorded answer is never longer; who writes more by hand is told.
  private static let mostBytes = 65_536

  /// A blank and the words; further lines begin with `|`.
  static func encode(_ bytes: [UInt8]) -> String {
    var words: [String] = []
    var index = 0
    while index < bytes.count {
      let run = bytes[index...].prefix { $0 == bytes[index] }.count
      words.append(byte(bytes[index]) + (run > 3 ? "*\(run)" : ""))
      index += run > 3 ? run : 1
    }
    var text = ""
    for (number, word) in words.enumerated() {
      text += number > 0 && number.isMultiple(of: wordsInLine) ? "\n       | " + word : " " + word
    }
    return text
  }

  /// The bytes of words; `nil` when something else stands among them.
  static func decode(_ words: some Sequence<Substring>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for word in words {
      let parts = word.split(separator: "*", omittingEmptySubsequences: false)
      guard let digits = parts.first, digits.utf8.count == 2,
        digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
        let value = UInt8(digits, radix: 16), parts.count <= 2
      else { return nil }
      var count = 1
      if parts.count == 2 {
        guard let number = parts.last.flatMap({ Int($0) }), (1...mostBytes).contains(number) else {
          return nil
        }
        count = number
      }
      guard bytes.count + count <= mostBytes else { return nil }
      bytes += [UInt8](repeating: value, count: count)
    }
    return bytes
  }

  /// Two digits.
  static func byte(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
