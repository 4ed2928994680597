package import LinuxPlatform

/// The cards of Fixtures/cards.
package enum CardFixtures {
  /// File names and their contents, in the order of the names.
  package static var files: [(name: String, content: String)] {
    (citizens + permits + foreigners + oddities).sorted { $0.name < $1.name }.map {
      ($0.name + ".card", $0.content)
    }
  }

  /// Writes every card into `folder`, which is made if it is missing; existing files are replaced.
  package static func writeAll(to folder: String) throws(SystemError) {
    try Files.makeFolder(folder, mode: 0o755)
    for file in files {
      try Files.write(Array(file.content.utf8), to: folder + "/" + file.name, replacing: true)
    }
  }

  /// The people of the fixtures; another seed would change every file.
  static let people = SyntheticPeople(seed: 2026)
}
