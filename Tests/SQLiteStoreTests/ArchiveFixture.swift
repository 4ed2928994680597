import Foundation
import KioskProtocol
import SQLiteKit
import SQLiteStore
import TestSupport
import Testing

/// State folders as an earlier program, or an accident, left them.
enum ArchiveFixture {
  static let key = [UInt8](0..<32)

  /// A folder with the frozen archive of a released schema version.
  static func frozen(version: Int) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let dump = Programs.repository + "/Fixtures/archive/schema-\(version).sql"
    let db = try Connection(path: folder.file("archive.db"))
    try db.executeTrusted(try String(contentsOfFile: dump, encoding: .utf8))
    chmod(folder.file("archive.db"), 0o600)
    try writeKey(key, in: folder)
    return folder
  }

  /// A folder with a closed archive of the present schema that holds these people.
  static func archive(_ samples: [Sample] = [Sample("s1")]) async throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    for sample in samples { _ = try await store.file(sample.filing) }
    await store.close()
    return folder
  }

  static func writeKey(_ bytes: [UInt8], in folder: ScratchFolder) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file("archive.key")))
    chmod(folder.file("archive.key"), 0o600)
  }

  /// Changes a closed archive behind its back.
  static func tamper(
    _ folder: ScratchFolder, _ body: (borrowing Connection) throws(SQLiteError) -> Void
  ) throws {
    let db = try Connection(path: folder.file("archive.db"), creating: false)
    try body(db)
  }

  /// Why the archive is not opened; `nil` when it is.
  static func refusal(_ folder: ScratchFolder) async -> FailureReason? {
    do throws(KioskFailure) {
      await (try SQLiteStore.open(stateFolder: folder.path)).close()
      return nil
    } catch {
      return error.reason
    }
  }
}

/// What lies in a folder: names, contents and times of change.
struct Snapshot: Equatable {
  var files: [String: [UInt8]] = [:]
  var changed: [String: Date] = [:]

  /// Without the lock, which every start makes.
  init(_ folder: ScratchFolder) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "archive.lock"
    {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      changed[name] = attributes[.modificationDate] as? Date
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = try folder.bytes(name)
    }
  }
}
