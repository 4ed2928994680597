/// What one command accepts; its help is made from the same table.
public struct CommandSpec: Sendable {
  /// As typed, for example `idkiosk read`.
  public var name: String
  /// What it does, in a sentence.
  public var summary: String
  /// What may follow the name besides options, for the help.
  public var operands: String
  /// The options.
  public var options: [OptionSpec]

  /// A command.
  public init(_ name: String, summary: String, operands: String = "", options: [OptionSpec]) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.options = options
  }

  /// The words after the command name, checked against `options`.
  public func parse(_ words: [String]) throws(UsageError) -> ParsedArguments {
    var parsed = ParsedArguments()
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        parsed.operands += rest
        return parsed
      }
      guard word.hasPrefix("--") else {
        parsed.operands.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.first.map(String.init) ?? ""
      guard let option = options.first(where: { $0.name == name }) else {
        throw UsageError("没有选项 --\(name)", "there is no option --\(name)")
      }
      guard parsed.values[name] == nil else {
        throw UsageError("--\(name) 写了两次", "--\(name) was given twice")
      }
      parsed.values[name] = try Self.value(
        of: option, inline: parts.dropFirst().first.map(String.init), &rest)
    }
    return parsed
  }

  /// Usage, summary and options.
  public var help: String {
    let lefts = options.map { "--" + $0.name + ($0.placeholder.map { " \($0)" } ?? "") }
    let width = (lefts.map(\.count).max() ?? 0) + 2
    let lines = zip(options, lefts).map { option, left in
      "  " + left + String(repeating: " ", count: width - left.count) + option.help
    }
    return ([usage, "", summary, ""] + lines).joined(separator: "\n")
  }

  /// How it is written, in one line.
  public var usage: String {
    ["usage: \(name)", operands, options.isEmpty ? "" : "[options]"].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private static func value(
    of option: OptionSpec, inline: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    switch (option.placeholder, inline) {
    case (nil, nil): return ""
    case (nil, _?):
      throw UsageError("--\(option.name) 后面不能带值", "--\(option.name) takes no value")
    case (_?, let value?): return value
    case (_?, nil):
      // An option whose value was forgotten would swallow the next option; what begins so is written with =.
      guard let value = rest.popFirst(), !value.hasPrefix("--") else {
        throw UsageError("--\(option.name) 后面要写一个值", "--\(option.name) needs a value")
      }
      return value
    }
  }
}
