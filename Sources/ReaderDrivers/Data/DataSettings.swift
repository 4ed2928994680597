/// The settings of a family that its shape and its driver understand; one that nobody asked for is an error.
struct DataSettings: Sendable {
  let file: String
  private var values: [String: (value: String, line: Int)] = [:]
  /// The line that the family's shape stands on, for settings that are missing.
  var shapeLine = 1

  init(file: String) { self.file = file }

  /// Adds one; a second one of the same name is an error.
  mutating func add(_ key: String, _ value: String, line: Int) throws(ReaderDataError) {
    guard values.updateValue((value, line), forKey: key) == nil else {
      throw ReaderDataError(file: file, line: line, problem: "\(key) stands here twice")
    }
  }

  /// Takes a text.
  mutating func text(_ key: String) -> String? { values.removeValue(forKey: key)?.value }

  /// Takes a whole number in `range`.
  mutating func number(_ key: String, in range: ClosedRange<Int>) throws(ReaderDataError) -> Int? {
    try take(key, "must be a number from \(range.lowerBound) to \(range.upperBound)") { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// Takes a time in milliseconds, at most a minute.
  mutating func duration(_ key: String) throws(ReaderDataError) -> Duration? {
    try number(key, in: 1...60_000).map { .milliseconds($0) }
  }

  /// Takes `yes` or `no`.
  mutating func flag(_ key: String) throws(ReaderDataError) -> Bool? {
    try take(key, "must be yes or no") { ["yes": true, "no": false][$0] }
  }

  /// Takes bytes in hexadecimal digits, with blanks or without, at most 32.
  mutating func bytes(_ key: String) throws(ReaderDataError) -> [UInt8]? {
    try take(key, "must be 1 to 32 bytes in hexadecimal digits") { text in
      let digits = text.filter { $0 != " " }
      guard digits.count.isMultiple(of: 2), (2...64).contains(digits.count) else { return nil }
      var bytes: [UInt8] = []
      var rest = digits[...]
      while !rest.isEmpty {
        guard rest.prefix(2).allSatisfy(\.isHexDigit), let byte = UInt8(rest.prefix(2), radix: 16) else {
          return nil
        }
        bytes.append(byte)
        rest = rest.dropFirst(2)
      }
      return bytes
    }
  }

  /// Fails when something was not taken.
  func finish() throws(ReaderDataError) {
    guard let (key, entry) = values.min(by: { $0.value.line < $1.value.line }) else { return }
    throw ReaderDataError(file: file, line: entry.line, problem: "unknown here: \(key)")
  }

  /// The error of a setting that this shape needs.
  func missing(_ key: String) -> ReaderDataError {
    ReaderDataError(file: file, line: shapeLine, problem: "this shape needs \(key)")
  }

  private mutating func take<Value>(
    _ key: String, _ rule: String, _ parse: (String) -> Value?
  ) throws(ReaderDataError) -> Value? {
    guard let entry = values.removeValue(forKey: key) else { return nil }
    guard let value = parse(entry.value) else {
      throw ReaderDataError(file: file, line: entry.line, problem: "\(key) \(rule)")
    }
    return value
  }
}
