public import KioskProtocol

/// One thing that is wrong with a configuration, and what to do about it; never quotes a value.
public struct ConfigurationProblem: Equatable, Sendable {
  /// What is wrong with one line.
  enum Kind: Equatable {
    case noValue
    case unknownKey
    case twice(Configuration.Key, first: Int)
    case badValue(Configuration.Key)
  }

  /// The number of the line, from 1; 0 where it is about none.
  public var line: Int
  /// What is wrong, and what to write instead.
  public var text: BilingualText

  /// A problem that a program found with what a good line asks for.
  public init(_ key: Configuration.Key, in configuration: Configuration, _ text: BilingualText) {
    line = configuration.line(of: key) ?? 0
    self.text = BilingualText("\(key.rawValue)：\(text.chinese)", "\(key.rawValue): \(text.english)")
  }

  /// The same for a failure of the catalogue.
  public init(_ key: Configuration.Key, in configuration: Configuration, _ reason: FailureReason) {
    let entry = reason.entry
    self.init(
      key, in: configuration,
      BilingualText(
        entry.message.chinese + entry.administrator.chinese,
        entry.message.english + " " + entry.administrator.english))
  }

  /// A path that leads to nothing.
  public static func noSuchFile(
    _ key: Configuration.Key, in configuration: Configuration
  ) -> ConfigurationProblem {
    let text = BilingualText(
      "没有这个文件；改正路径，或先把文件放好。", "There is no such file; correct the path, or put the file there first.")
    return ConfigurationProblem(key, in: configuration, text)
  }

  init(line: Int, _ kind: Kind) {
    self.line = line
    switch kind {
    case .noValue:
      text = BilingualText("这一行不是“键 = 值”。", "This line is not key = value.")
    case .unknownKey:
      text = BilingualText("没有这个键；键名见 idkioskd(8)。", "There is no such key; idkioskd(8) has those there are.")
    case .twice(let key, let first):
      text = BilingualText(
        "\(key.rawValue)：第 \(first) 行已经写过，删去其中一行。",
        "\(key.rawValue): it stands on line \(first) already; take one of the two away.")
    case .badValue(let key):
      text = BilingualText(
        "\(key.rawValue)：应为\(key.form.chinese)。", "\(key.rawValue): it must be \(key.form.english).")
    }
  }

  /// The problem as one line.
  public var shown: String { "line \(line): \(text.both)" }
}
