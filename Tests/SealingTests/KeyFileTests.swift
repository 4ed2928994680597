import Foundation
import Sealing
import TestSupport
import Testing

@Suite("Key file")
struct KeyFileTests {
  let folder: ScratchFolder
  var path: String { folder.file("archive.key") }

  init() throws { folder = try ScratchFolder() }

  private func content(_ key: borrowing SecretBytes) -> [UInt8] { key.withBytes { Array($0) } }

  private func refusal(owner: UInt32 = geteuid()) -> KeyFile.Refusal? {
    do throws(KeyFile.Refusal) {
      _ = try KeyFile.load(path, owner: owner)
      return nil
    } catch {
      return error
    }
  }

  @Test("a new key is 32 random bytes for its owner only, and loads again")
  func create() throws {
    try KeyFile.create(path)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(bytes.count == 32)
    #expect(content(try KeyFile.load(path)) == Array(bytes))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["archive.key"])
    let second = folder.file("second.key")
    try KeyFile.create(second)
    #expect(content(try KeyFile.load(second)) != Array(bytes))
  }

  @Test("half of a key that a killed start left behind is swept away")
  func leftover() throws {
    try folder.write("half", to: "archive.key.new")
    #expect(refusal() == .missing)
    try KeyFile.create(path)
    #expect(refusal() == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["archive.key"])
  }

  @Test("others' reading or writing is a refusal", arguments: [0o640, 0o604, 0o620, 0o602, 0o601])
  func tooOpen(mode: mode_t) throws {
    try KeyFile.create(path)
    chmod(path, mode)
    #expect(refusal() == .tooOpen)
  }

  @Test("another owner is a refusal")
  func owner() throws {
    try KeyFile.create(path)
    #expect(refusal(owner: geteuid() + 1) == .wrongOwner)
  }

  @Test("another size is a refusal", arguments: [0, 1, 31, 33, 64])
  func size(count: Int) throws {
    try folder.write(String(repeating: "k", count: count), to: "archive.key")
    chmod(path, 0o600)
    #expect(refusal() == .wrongSize)
  }

  @Test("a link, a folder or a pipe in its place is a refusal, and nothing waits")
  func notAFile() throws {
    try KeyFile.create(folder.file("elsewhere"))
    symlink(folder.file("elsewhere"), path)
    #expect(refusal() == .notAFile)
    unlink(path)
    mkdir(path, 0o700)
    #expect(refusal() == .notAFile)
    rmdir(path)
    mkfifo(path, 0o600)
    #expect(refusal() == .notAFile)
  }

  @Test("a folder that is not there is a system's refusal, not a missing key to be made")
  func noFolder() throws {
    #expect(throws: KeyFile.Refusal.self) { try KeyFile.create(folder.path + "/none/archive.key") }
  }
}
