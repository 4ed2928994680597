import Foundation
import TestSupport

/// A file of the repository that is installed as it is.
struct RepositoryFile {
  var path: String

  /// A file by its path in the repository.
  init(_ path: String) { self.path = Programs.repository + "/" + path }

  func text() throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// Its lines without comments and blank ones.
  func lines() throws -> [String] {
    try text().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
