import Testing

/// A unit file and what it says.
struct Unit: CustomTestStringConvertible {
  /// The file's name.
  var name: String
  /// Key and value of every line, in order.
  var entries: [(key: String, value: String)]

  static let names = [
    "idkiosk-readerd.service", "idkiosk-readerd.socket", "idkioskd.service", "idkioskd.socket",
    "idkiosk-portrait@.service", "idkiosk-portrait.socket",
  ]
  static let services = names.filter { $0.hasSuffix(".service") }

  init(_ name: String) throws {
    self.name = name
    entries = try RepositoryFile("systemd/" + name).lines().compactMap { line in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }

  var testDescription: String { name }

  /// The last value of `key`.
  subscript(key: String) -> String? { entries.last { $0.key == key }?.value }
}
