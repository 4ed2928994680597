import Foundation

/// A folder of one test, with a short path (unix sockets need it), removed with its owner.
public final class ScratchFolder: Sendable {
  /// Its path, without a slash at the end.
  public let path: String

  /// Makes it, readable by its owner only.
  public init() throws { path = try Self.path() }

  /// Makes one with all that lies in `other`.
  public init(copying other: ScratchFolder) throws {
    path = try Self.path()
    for name in try FileManager.default.contentsOfDirectory(atPath: other.path) {
      try FileManager.default.copyItem(atPath: other.file(name), toPath: file(name))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private static func path() throws -> String {
    var template = Array("/tmp/idk.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("no scratch folder") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path of `name` in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Makes a folder in it and returns its path.
  @discardableResult
  public func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
    return file(name)
  }

  /// Writes `text` to `name` and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// The content of `name`.
  public func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }
}

/// Something in the test's own machinery did not work.
public struct TestFailure: Error, CustomStringConvertible {
  /// What.
  public var description: String
  /// A failure in words.
  public init(_ description: String) { self.description = description }
}
