import DatabaseKit
import Foundation
import KioskProtocol
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Opening the archive")
struct OpeningTests {
  @Test("the first start makes folder, key and archive for their owner only")
  func firstStart() async throws {
    let parent = try ScratchFolder()
    let folder = parent.file("state/deeper")
    let store = try await SQLiteStore.open(stateFolder: folder)
    _ = try await store.file(Sample("s1").filing)
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(
      names == [
        "archive.audit", "archive.db", "archive.db-shm", "archive.db-wal", "archive.lock",
        "archive.lookup-1.key",
        "archive.wrapping-1.key",
      ])
    for name in names { #expect(try mode(folder + "/" + name) == 0o600, "\(name)") }
    await store.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        == ["archive.audit", "archive.db", "archive.lock", "archive.lookup-1.key", "archive.wrapping-1.key"])
  }

  @Test("a state folder behind a link, or named with a slash at the end, is as good as any")
  func linkedFolder() async throws {
    let parent = try ScratchFolder()
    mkdir(parent.file("real"), 0o700)
    symlink(parent.file("real"), parent.file("link"))
    await (try SQLiteStore.open(stateFolder: parent.file("link"))).close()
    await (try SQLiteStore.open(stateFolder: parent.file("link") + "/")).close()
    #expect(FileManager.default.fileExists(atPath: parent.file("real") + "/archive.db"))
  }

  @Test("a state folder that cannot be one is refused")
  func unusableFolder() async throws {
    let parent = try ScratchFolder()
    try parent.write("", to: "file")
    let failure = await #expect(throws: KioskFailure.self) {
      try await SQLiteStore.open(stateFolder: parent.file("file") + "/state")
    }
    #expect(failure == KioskFailure(.startFolderUnusable, detail: Int(ENOTDIR)))
  }

  @Test("a second store on the same archive is refused until the first one closes")
  func inUse() async throws {
    let folder = try ScratchFolder()
    let first = try await SQLiteStore.open(stateFolder: folder.path)
    #expect(await ArchiveFixture.refusal(folder) == .archiveInUse)
    _ = try await first.file(Sample("s1").filing)
    await first.close()
    #expect(await ArchiveFixture.refusal(folder) == nil)
  }

  @Test("an archive of a newer version is refused and not one byte or time of it changes")
  func newer() async throws {
    let folder = try await ArchiveFixture.archive()
    try ArchiveFixture.tamper(folder) { db throws(SQLiteError) in
      try db.executeTrusted("PRAGMA user_version = \(ArchiveSchema.migrations.count + 1)")
    }
    let before = try Snapshot(folder)
    #expect(
      Set(before.files.keys) == [
        "archive.audit", "archive.db", "archive.lookup-1.key", "archive.wrapping-1.key",
      ])
    #expect(await ArchiveFixture.refusal(folder) == .archiveNewer)
    #expect(try Snapshot(folder) == before)
  }

  @Test("a newer version that only the log of a killed program tells of is refused, file and log untouched")
  func newerInLog() async throws {
    let folder = try await ArchiveFixture.archive()
    try ArchiveFixture.tamper(folder) { db throws(SQLiteError) in
      try db.keepLogOnClose(true)
      try db.executeTrusted("PRAGMA user_version = 1000")
    }
    let before = try Snapshot(folder)
    #expect(before.files["archive.db-wal"]?.isEmpty == false)
    #expect(await ArchiveFixture.refusal(folder) == .archiveNewer)
    let after = try Snapshot(folder)
    for name in ["archive.db", "archive.db-wal", "archive.lookup-1.key", "archive.wrapping-1.key"] {
      #expect(
        after.files[name] == before.files[name] && after.changed[name] == before.changed[name], "\(name)")
    }
  }

  @Test("a file that is no archive of ours is refused and left alone, and no key is made beside it")
  func foreign() async throws {
    let text = String(repeating: "a diary, not a database\n", count: 20)
    let makers: [(ScratchFolder) throws -> Void] = [
      { try $0.write(text, to: "archive.db") },
      { try $0.write("short", to: "archive.db") },
      { try Connection(path: $0.file("archive.db")).execute("CREATE TABLE theirs (a) ") },
      {
        try Connection(path: $0.file("archive.db")).execute(
          "PRAGMA application_id = 7; PRAGMA user_version = 9")
      },
      {
        try Connection(path: $0.file("archive.db")).execute(
          "PRAGMA journal_mode=WAL; CREATE TABLE person (a)")
      },
    ]
    for make in makers {
      let folder = try ScratchFolder()
      try make(folder)
      let before = try Snapshot(folder)
      #expect(await ArchiveFixture.refusal(folder) == .archiveForeign)
      #expect(try Snapshot(folder) == before)
    }
  }

  @Test("what is no plain file in the archive's place is refused and left alone")
  func noFile() async throws {
    let folder = try ScratchFolder()
    let path = folder.file("archive.db")
    mkdir(path, 0o700)
    #expect(await ArchiveFixture.refusal(folder) == .archiveFailed)
    rmdir(path)
    symlink(folder.file("elsewhere"), path)
    #expect(await ArchiveFixture.refusal(folder) == .archiveFailed)
    unlink(path)
    mkfifo(path, 0o600)
    #expect(await ArchiveFixture.refusal(folder) == .archiveFailed)
    #expect(try Snapshot(folder).changed.keys.sorted() == ["archive.db"])
  }

  private static let keyNames = ["archive.lookup-1.key", "archive.wrapping-1.key"]

  @Test("an archive without one of its keys is refused, and no new key is made", arguments: keyNames)
  func keyMissing(name: String) async throws {
    let folder = try await ArchiveFixture.archive()
    unlink(folder.file(name))
    let before = try Snapshot(folder)
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyUnusable)
    #expect(try Snapshot(folder) == before)
  }

  @Test("a key that others can read, or that is cut short, is refused", arguments: keyNames)
  func keyUnusable(name: String) async throws {
    let folder = try await ArchiveFixture.archive()
    chmod(folder.file(name), 0o640)
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyUnusable)
    chmod(folder.file(name), 0o600)
    #expect(await ArchiveFixture.refusal(folder) == nil)
    try ArchiveFixture.writeKey([1, 2, 3], in: folder, as: name)
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyUnusable)
  }

  @Test(
    "another archive's key is told apart from damage, and the right one opens it again", arguments: keyNames)
  func keyWrong(name: String) async throws {
    let folder = try await ArchiveFixture.archive()
    let key = try folder.bytes(name)
    try ArchiveFixture.writeKey(ArchiveFixture.key, in: folder, as: name)
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyWrong)
    try ArchiveFixture.writeKey(key, in: folder, as: name)
    #expect(await ArchiveFixture.refusal(folder) == nil)
  }

  @Test("an archive whose file was taken away is not begun anew: its trail says that there was one")
  func takenAway() async throws {
    let folder = try await ArchiveFixture.archive()
    try FileManager.default.moveItem(atPath: folder.file("archive.db"), toPath: folder.file("away"))
    let before = try Snapshot(folder)
    #expect(await ArchiveFixture.refusal(folder) == .archiveMissing)
    #expect(try Snapshot(folder).files == before.files)
    try FileManager.default.moveItem(atPath: folder.file("away"), toPath: folder.file("archive.db"))
    #expect(await ArchiveFixture.refusal(folder) == nil)
    // Who wants a new one takes both away.
    for name in ["archive.db", "archive.audit"] { unlink(folder.file(name)) }
    #expect(await ArchiveFixture.refusal(folder) == nil)
  }

  @Test("a file of a restore that was broken off goes with the next start")
  func draftLeft() async throws {
    let folder = try await ArchiveFixture.archive()
    for suffix in ["", "-journal"] { try folder.write("of somebody erased", to: "archive.db.new" + suffix) }
    #expect(await ArchiveFixture.refusal(folder) == nil)
    #expect(try Snapshot(folder).files.keys.contains { $0.hasPrefix("archive.db.new") } == false)
  }

  @Test("keys from a start that ended before the archive was made are taken up")
  func keyAlone() async throws {
    let folder = try ScratchFolder()
    try ArchiveFixture.writeKey(ArchiveFixture.key, in: folder)
    try folder.write("half an archive", to: "archive.db.new")
    try folder.write("half a journal", to: "archive.db.new-journal")
    #expect(await ArchiveFixture.refusal(folder) == nil)
    #expect(try folder.bytes("archive.wrapping-1.key") == ArchiveFixture.key)
    #expect(try Snapshot(folder).files.keys.sorted() == ["archive.audit", "archive.db"] + Self.keyNames)
  }

  @Test("keys come as credentials where systemd has them, before any file")
  func credentials() async throws {
    let folder = try ScratchFolder()
    let credentials = try ScratchFolder()
    for purpose in ["wrapping", "lookup"] {
      try ArchiveFixture.writeKey(ArchiveFixture.key, in: credentials, as: "idkiosk.\(purpose)-1")
      // As systemd may leave them: readable through an access list, which shows as the group's right.
      chmod(credentials.file("idkiosk.\(purpose)-1"), 0o440)
    }
    let store = try await SQLiteStore.open(stateFolder: folder.path, credentials: credentials.path)
    _ = try await store.file(Sample("s1").filing)
    await store.close()
    #expect(try Snapshot(folder).files.keys.sorted() == ["archive.audit", "archive.db"])
    #expect(await ArchiveFixture.refusal(folder) == .archiveKeyUnusable)
    let again = try await SQLiteStore.open(stateFolder: folder.path, credentials: credentials.path)
    #expect(try await again.count() == 1)
    await #expect(throws: KioskFailure(.archiveKeyNotGiven)) {
      try await again.beginRotation(by: RotationTests.entry)
    }
    await again.close()
  }
}
