/// One `--name value` or `--name`.
public struct OptionSpec: Sendable {
  /// Without the dashes.
  public var name: String
  /// What stands for the value in the help; `nil` for a flag.
  public var placeholder: String?
  /// One line for the help.
  public var help: String

  /// An option with a value, or a flag.
  public init(_ name: String, _ placeholder: String? = nil, help: String) {
    self.name = name
    self.placeholder = placeholder
    self.help = help
  }
}
