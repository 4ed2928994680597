import Foundation

/// A page of the repository that is made by a program and kept beside what it is made from.
public struct GeneratedPage: Sendable {
  private let path: String

  /// The page at `path`, counted from the repository's top folder.
  public init(_ path: String) { self.path = Programs.repository + "/" + path }

  /// Whether the file holds exactly `text`.
  ///
  /// With `IDKIOSK_UPDATE_DOCS` set, writes it first.
  public func holds(_ text: String) throws -> Bool {
    if ProcessInfo.processInfo.environment["IDKIOSK_UPDATE_DOCS"] != nil {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
    return (try? Data(contentsOf: URL(fileURLWithPath: path))) == Data(text.utf8)
  }
}
