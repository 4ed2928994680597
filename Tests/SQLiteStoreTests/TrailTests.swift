import CounterRules
import DatabaseKit
import Foundation
import KioskProtocol
import PersonArchive
import SQLiteKit
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("The chain of the audit trail", .everyEngine)
struct TrailTests {
  typealias Fault = TrailProof.Fault

  /// Eight lines, by turns at two windows: the even numbers are window-2's.
  private func archive() async throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let store = try await Engine.open(folder)
    for index in 1...8 {
      try await write("s\(index)", at: "window-\(index % 2 == 0 ? 2 : 1)", index, in: store)
    }
    await store.close()
    return folder
  }

  private func write(_ subject: String, at window: String, _ second: Int, in store: ArchiveStore) async throws
  {
    let entry = AuditEntry(
      at: "2026-11-21T09:15:0\(second)+08:00", window: window,
      party: .clerk(name: "zhang", role: .clerk), act: .seePerson, subject: subject)
    try await store.note(entry, outcome: nil)
  }

  private func faults(
    _ folder: ScratchFolder,
    after change: (any Database) throws(DatabaseError) -> Void = { _ throws(DatabaseError) in }
  ) async throws -> [Fault] {
    try ArchiveFixture.tamperAnywhere(folder) { db throws(DatabaseError) in
      try db.openTrail()
      try change(db)
    }
    return try await faults(store: try await Engine.open(folder))
  }

  private func faults(store: ArchiveStore) async throws -> [Fault] {
    var proof = TrailProof()
    while !proof.isDone { proof = try await store.proveAudit(proof) }
    await store.close()
    return proof.faults
  }

  @Test("nothing is wrong with what was written, also over a restart")
  func sound() async throws {
    let folder = try await archive()
    #expect(try await faults(folder) == [])
    let store = try await Engine.open(folder)
    _ = try await store.file(Sample("s1").filing)
    #expect(try await faults(store: store) == [])
  }

  @Test(
    "a line in which anything is another is named",
    arguments: [
      "at = '2026-11-21T09:15:09+08:00'", "actor = 'clerk:wang'", "role = 'supervisor'",
      "act = 'person.show'",
      "whom = zeroblob(32)", "session = 's'", "subject = NULL", "outcome = 'found'", "chain = zeroblob(32)",
    ])
  func changed(column: String) async throws {
    let found = try await faults(try await archive()) { db throws(DatabaseError) in
      try db.change("UPDATE audit SET \(column) WHERE row = 4")
    }
    let fault = Fault(.changed, window: "window-2", place: 2, number: 4)
    // A line whose code is another is one that the next does not follow either.
    let next = Fault(.changed, window: "window-2", place: 3, number: 6)
    #expect(found == (column.hasPrefix("chain") ? [fault, next] : [fault]))
  }

  @Test("a line that is gone is named by its place")
  func missing() async throws {
    let found = try await faults(try await archive()) { db throws(DatabaseError) in
      try db.change("DELETE FROM audit WHERE row IN (3, 6)")
    }
    #expect(
      found == [Fault(.missing, window: "window-1", place: 2), Fault(.missing, window: "window-2", place: 3)])
  }

  @Test("lines that changed places are named", .onlyInAFile)
  func reordered() async throws {
    let found = try await faults(try await archive()) { db throws(DatabaseError) in
      try db.change(
        "UPDATE audit SET row = 100 WHERE row = 3; UPDATE audit SET row = 3 WHERE row = 5; UPDATE audit SET row = 5 WHERE row = 100"
      )
    }
    #expect(found == [Fault(.reordered, window: "window-1", place: 2, number: 5)])
  }

  @Test("lines cut off the end are named, and stay so after others were written")
  func cutOff() async throws {
    let folder = try await archive()
    let cut = [Fault(.cutOff, window: "window-2", place: 4)]
    #expect(
      try await faults(folder) { db throws(DatabaseError) in try db.change("DELETE FROM audit WHERE row = 8")
      }
      .map(\.window) == ["window-2"])
    // The start wrote a line in the place of the one that was cut: it is not the one that stood there.
    let store = try await Engine.open(folder)
    let trail = try await store.audit(before: nil, limit: 1)
    #expect(trail.first?.subject == "audit" && trail.first?.outcome == "cutOff")
    let found = try await faults(store: store)
    #expect(found.map(\.place) == cut.map(\.place) && found.map(\.window) == cut.map(\.window))
  }

  @Test("each of several lines cut off is named, however many were written since")
  func severalCutOff() async throws {
    let folder = try await archive()
    _ = try await faults(folder) { db throws(DatabaseError) in
      try db.change("DELETE FROM audit WHERE row IN (4, 6, 8)")
    }
    for _ in 1...3 {
      let store = try await Engine.open(folder)
      for second in 8...9 { try await write("later", at: "window-2", second, in: store) }
      let found = try await faults(store: store)
      #expect(found.map(\.kind) == [.cutOff, .cutOff, .cutOff] && found.map(\.place) == [2, 3, 4])
      #expect(found.allSatisfy { $0.window == "window-2" })
    }
  }

  @Test("all of it cut off, or the second place taken away, is told")
  func gone() async throws {
    let empty = try await faults(try await archive()) { db throws(DatabaseError) in
      try db.change("DELETE FROM audit")
    }
    #expect(Set(empty.map(\.window)) == ["window-1", "window-2"])
    let folder = try await archive()
    unlink(folder.file(Engine.headsFile))
    #expect(try await faults(folder).map(\.kind) == [.noHead])
    try Data(repeating: 0x55, count: 300).write(to: URL(fileURLWithPath: folder.file(Engine.headsFile)))
    #expect(
      try await faults(store: try await Engine.open(folder)).map(\.kind) == [
        .noHead, .noHead,
      ])
  }

  @Test("a line that somebody without the keys adds is named")
  func added() async throws {
    let found = try await faults(try await archive()) { db throws(DatabaseError) in
      try db.change(
        "INSERT INTO audit (at, window, actor, role, act, place, chain) VALUES ('', 'window-1', '', '', '', 5, zeroblob(32))"
      )
    }
    #expect(found.contains(Fault(.changed, window: "window-1", place: 5, number: 9)))
  }

  @Test("no line that has its place can be changed or taken away by a statement")
  func triggers() async throws {
    let folder = try await archive()
    for statement in ["UPDATE audit SET outcome = 'x'", "DELETE FROM audit"] {
      #expect(throws: DatabaseError.self) {
        try ArchiveFixture.tamperAnywhere(folder) { db throws(DatabaseError) in try db.change(statement) }
      }
    }
  }
}
