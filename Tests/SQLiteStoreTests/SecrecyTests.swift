import Foundation
import KioskProtocol
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Secrecy of the archive")
struct SecrecyTests {
  /// Whether any file of the folder holds `text`, in UTF-8 or as the cards write it.
  private func holds(_ text: String, _ folder: ScratchFolder) throws -> Bool {
    let patterns = [Data(text.utf8), text.data(using: .utf16LittleEndian)].compactMap { $0 }
    return try Snapshot(folder).files.values.contains { file in
      let data = Data(file)
      return patterns.contains { data.range(of: $0) != nil }
    }
  }

  @Test("no value about a person stands readable in any file, its log included")
  func noPlainText() async throws {
    let folder = try ScratchFolder()
    let store = try await SQLiteStore.open(stateFolder: folder.path)
    let changes: [(inout Sample) -> Void] = [
      { _ in }, { $0.address = "MARKER-样本市二号" }, { $0.validFrom = "20050613" }, { $0.sex = "2" },
    ]
    for (index, change) in changes.enumerated() {
      _ = try await store.file(Sample("session-\(index)", change: change).filing)
    }
    // Each long enough never to stand in sealed bytes by chance.
    let secrets = [
      "MARKER", "样本", "110000199003071231", "19900307", "1990-03-07", "20150613", "2015-06-13",
      "residentIdentityCard",
    ]
    for secret in secrets { #expect(try !holds(secret, folder), "\(secret)") }
    // The search finds what is there, in the log and after closing in the file.
    #expect(try holds("session-3", folder))
    await store.close()
    for secret in secrets { #expect(try !holds(secret, folder), "\(secret)") }
    #expect(try holds("session-3", folder))
  }

  @Test("the same person is sealed and looked up differently in every archive")
  func differentArchives() async throws {
    let first = try await ArchiveFixture.archive()
    let second = try await ArchiveFixture.archive()
    for name in ["archive.lookup-1.key", "archive.wrapping-1.key"] {
      #expect(try first.bytes(name) != second.bytes(name))
    }
    #expect(try first.bytes("archive.lookup-1.key") != first.bytes("archive.wrapping-1.key"))
    try Data(try first.bytes("archive.db")).write(to: URL(fileURLWithPath: second.file("archive.db")))
    #expect(await ArchiveFixture.refusal(second) == .archiveKeyWrong)
  }
}
