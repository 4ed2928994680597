import Foundation
import TestSupport

/// The doc comments of types and members, as they stand beside them in the sources.
struct SourceComments {
  private var texts: [String: String] = [:]

  /// Reads the Swift files under `folders`, counted from the repository's top folder.
  init(_ folders: [String]) throws {
    for folder in folders {
      let path = Programs.repository + "/" + folder
      for file in try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
      where file.hasSuffix(".swift") {
        read(try String(contentsOfFile: path + "/" + file, encoding: .utf8))
      }
    }
  }

  /// What is written above `name`: a type, or a type's member with a dot between them.
  subscript(name: String) -> String? { texts[name] }

  private mutating func read(_ source: String) {
    var types: [(name: String, depth: Int)] = []
    var depth = 0
    var comment: [String] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.hasPrefix("///") {
        comment.append(text.dropFirst(3).trimmingCharacters(in: .whitespaces))
        continue
      }
      let scope = types.map(\.name).joined(separator: ".")
      let before = scope.isEmpty ? "" : scope + "."
      let opens = text.count { $0 == "{" }
      let closes = text.count { $0 == "}" }
      if let found = text.firstMatch(of: /\b(?:struct|enum|extension|actor|class|protocol) ([\w.]+)/) {
        keep(comment, for: before + found.1)
        if opens > closes { types.append((String(found.1), depth)) }
      } else if let found = text.firstMatch(of: /\b(?:var|let|case) `?(\w+)`?/) {
        keep(comment, for: before + found.1)
      }
      comment = []
      depth += opens - closes
      while let last = types.last, depth <= last.depth { types.removeLast() }
    }
  }

  private mutating func keep(_ comment: [String], for name: String) {
    let paragraphs = comment.split(separator: "").map { $0.joined(separator: " ") }
    guard !paragraphs.isEmpty, texts[name] == nil else { return }
    texts[name] = paragraphs.joined(separator: " ")
  }
}
