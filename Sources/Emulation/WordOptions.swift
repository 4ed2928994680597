/// The options behind a word of the emulator: `--name value`, and `--until-stdin-ends`, which has none.
struct WordOptions {
  private var values: [String: String] = [:]
  /// Whether the word ends with its input.
  private(set) var endsWithInput = false

  /// Reads them; anything but `names` gives `usage`.
  init(_ arguments: [String], names: Set<String>, usage: String) throws(EmulatorFailure) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--until-stdin-ends" {
        endsWithInput = true
      } else if names.contains(option), let value = rest.popFirst() {
        values[option] = value
      } else {
        throw EmulatorFailure(usage)
      }
    }
  }

  subscript(name: String) -> String? { values[name] }
}
