import CounterRules
import DatabaseKit
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Clerks and settings in the archive", .everyEngine)
struct ClerkTests {
  private func entry(_ act: Act, _ subject: String) -> AuditEntry {
    AuditEntry(
      at: "2026-11-21T09:15:02+08:00", window: "window-1", party: .localAdministrator(uid: 0), act: act,
      subject: subject)
  }

  private func account(_ name: String) -> ClerkAccount {
    ClerkAccount(
      name: name, displayName: "张三", role: .checker, windows: ["window-1", "window-2"],
      passwordHash: Personal("$argon2id$x"), madeAt: "2026-11-21T09:15:02+08:00")
  }

  @Test("an account is what was added, and is changed with a line of the trail each")
  func changes() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    try await store.add(account("zhang"), by: entry(.keepClerks, "zhang"), outcome: "added")
    var expected = account("zhang")
    #expect(try await store.clerks() == [expected])
    await #expect(throws: KioskFailure(.clerkExists)) {
      try await store.add(account("zhang"), by: entry(.keepClerks, "zhang"), outcome: "added")
    }
    let steps: [(ClerkChange, (inout ClerkAccount) -> Void)] = [
      (
        .wrongTries(4, at: "2026-11-21T10:00:00+08:00"),
        {
          $0.wrongTries = 4; $0.wrongAt = "2026-11-21T10:00:00+08:00"
        }
      ),
      (
        .lock(true),
        {
          $0.isLocked = true; $0.wrongTries = 0; $0.wrongAt = nil
        }
      ),
      (
        .wrongTries(1, at: "x"),
        {
          $0.wrongTries = 1; $0.wrongAt = "x"
        }
      ),
      (
        .lock(false),
        {
          $0.isLocked = false; $0.wrongTries = 0; $0.wrongAt = nil
        }
      ),
      (.role(.supervisor), { $0.role = .supervisor }),
      (.password(hash: Personal("$argon2id$y")), { $0.passwordHash = Personal("$argon2id$y") }),
    ]
    for (number, step) in steps.enumerated() {
      try await store.change(clerk: "zhang", step.0, by: entry(.keepClerks, "zhang"), outcome: "\(number)")
      step.1(&expected)
      #expect(try await store.clerk(named: "zhang") == expected)
      #expect(try await store.audit(before: nil, limit: 1).map(\.outcome) == ["\(number)"])
    }
    await #expect(throws: KioskFailure(.clerkUnknown)) {
      try await store.change(clerk: "wang", .lock(true), by: entry(.keepClerks, "wang"), outcome: "locked")
    }
    #expect(try await store.clerk(named: "wang") == nil)
    #expect(try await store.audit(before: nil, limit: 99).count == steps.count + 1)
    await store.close()
    let again = try await Engine.open(folder)
    #expect(try await again.clerks() == [expected])
  }

  @Test("a setting is what was set last, also after a restart, until it is taken back")
  func settings() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    for value in ["a", "b"] {
      try await store.set("window.name", to: value, by: entry(.setWindow, "window.name"), outcome: "set")
    }
    await store.close()
    let again = try await Engine.open(folder)
    #expect(try await again.settings() == ["window.name": "b"])
    try await again.set("window.name", to: nil, by: entry(.setWindow, "window.name"), outcome: "takenBack")
    #expect(try await again.settings().isEmpty)
    #expect(try await again.audit(before: nil, limit: 9).map(\.outcome) == ["takenBack", "set", "set"])
  }

  @Test("nothing is changed whose line of the trail cannot be written", .onlyInAFile)
  func together() async throws {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    try await store.add(account("zhang"), by: entry(.keepClerks, "zhang"), outcome: "added")
    await store.close()
    try ArchiveFixture.tamper(folder) { db throws(SQLiteError) in
      try db.execute(
        "CREATE TRIGGER no_more BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no more'); END")
    }
    let again = try await Engine.open(folder)
    await #expect(throws: KioskFailure.self) {
      try await again.change(clerk: "zhang", .lock(true), by: entry(.keepClerks, "zhang"), outcome: "locked")
    }
    await #expect(throws: KioskFailure.self) {
      try await again.add(account("wang"), by: entry(.keepClerks, "wang"), outcome: "added")
    }
    await #expect(throws: KioskFailure.self) {
      try await again.set("window.name", to: "a", by: entry(.setWindow, "window.name"), outcome: "set")
    }
    #expect(try await again.clerks() == [account("zhang")])
    #expect(try await again.settings().isEmpty)
  }
}
