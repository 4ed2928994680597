import Foundation
import TestSupport

/// A new folder for archives on the disk that is measured, removed with its owner.
final class WorkFolder: Sendable {
  let path: String

  init(in parent: String) throws {
    let parent = URL(fileURLWithPath: parent).standardizedFileURL.path
    var template = Array((parent + "/idkiosk-bench.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("\(parent) cannot be written to") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Removes a file or folder in it.
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }
}
