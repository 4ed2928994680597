import CounterRules
import DeliveryQueue
import Foundation
import KioskProtocol
import PersonArchive
import PersonalData
import SQLiteKit
import TestSupport
import Testing

@Suite("What a window keeps of its clerks for the time without the centre")
struct KeptClerkTests {
  private let folder: ScratchFolder
  private static let noon = 1_795_500_000

  init() throws {
    folder = try ScratchFolder()
    try ArchiveFixture.writeKey([UInt8](repeating: 3, count: 32), in: folder, as: "archive.wrapping-1.key")
  }

  private func open() async throws -> DeliveryQueue { try await DeliveryQueue.open(stateFolder: folder.path) }

  private func clerk(_ name: String, until: Int = noon + 60, windows: [String]? = nil) -> KeptClerk {
    let account = ClerkAccount(
      name: name, displayName: "样本 MARKER", role: .checker, windows: windows,
      passwordHash: Personal("MARKER hash"), isLocked: windows != nil, wrongTries: 2,
      wrongAt: windows.map { _ in "2026-11-20T09:15:03+08:00" }, madeAt: "2026-01-20T09:15:03+08:00")
    return KeptClerk(account, until: until)
  }

  private func line(_ moment: String, _ party: ActingParty, _ kind: WaitingLine.Kind = .plain) -> WaitingLine
  {
    WaitingLine(
      AuditEntry(at: moment, window: "window-3", party: party, act: .signIn, subject: "MARKER"),
      outcome: "refused", kind: kind)
  }

  @Test("comes back as it was, also after a restart, until its moment")
  func kept() async throws {
    let all = [clerk("li"), clerk("wang", windows: ["window-1", "window-2"]), clerk("zhao", windows: [])]
    let first = try await open()
    try await first.keep(clerk("li", until: Self.noon + 1), at: Self.noon)
    for one in all { try await first.keep(one, at: Self.noon) }
    await first.close()
    let queue = try await open()
    #expect(try await queue.clerkNames() == ["li", "wang", "zhao"])
    for one in all {
      #expect(try await queue.clerk(named: one.account.name, at: Self.noon + 59) == one)
      #expect(try await queue.clerk(named: one.account.name, at: Self.noon + 60) == nil)
    }
    try await queue.forget(clerk: "li")
    try await queue.keep(clerk("sun", until: Self.noon + 99), at: Self.noon + 60)
    #expect(try await queue.clerkNames() == ["sun"])
  }

  @Test("nothing of it but names and moments stands readable on the disk")
  func secrecy() async throws {
    let queue = try await open()
    try await queue.keep(clerk("li"), at: Self.noon)
    try await queue.add(line("2026-11-20T09:15:03+08:00", .selfService), mostRefusals: 9)
    let file = try Data(folder.bytes("outgoing.db")) + Data(folder.bytes("outgoing.db-wal"))
    for mark in ["MARKER", "样本", "checker", "refused"] { #expect(file.range(of: Data(mark.utf8)) == nil) }
    // A control: what is not sealed is found.
    #expect(file.range(of: Data("2026-11-20T09:15:03".utf8)) != nil)
  }

  @Test(
    "an account that was changed is none",
    arguments: ["name = 'wang'", "until = until + 1", "sealed = wrapped", "wrapped = zeroblob(64)"])
  func changed(change: String) async throws {
    let queue = try await open()
    try await queue.keep(clerk("li"), at: Self.noon)
    try Connection(path: folder.file("outgoing.db")).change("UPDATE clerk SET \(change)")
    for name in ["li", "wang"] { #expect(try await queue.clerk(named: name, at: Self.noon) == nil) }
  }

  @Test("lines of the trail come out as they went in, in their order, also after a restart")
  func lines() async throws {
    let all = [
      line("2026-11-20T09:15:03+08:00", .clerk(name: "li", role: .clerk)),
      line("2026-11-20T09:15:02+08:00", .portal(uid: 1_000), .wrongPassword),
      line("2026-11-20T09:15:03+08:00", .localAdministrator(uid: 0), .admitted),
    ]
    let first = try await open()
    for line in all { try await first.add(line, mostRefusals: 9) }
    await first.close()
    let queue = try await open()
    for line in all {
      let next = try #require(try await queue.nextLine())
      #expect(next.line == line)
      try await queue.take(line: next.place)
    }
    #expect(try await queue.nextLine() == nil)
  }

  @Test("a line that was changed holds no other up, and is looked at again after a restart")
  func damagedLine() async throws {
    let queue = try await open()
    let all = [
      line("2026-11-20T09:15:03+08:00", .selfService), line("2026-11-20T09:15:04+08:00", .selfService),
    ]
    for line in all { try await queue.add(line, mostRefusals: 9) }
    let file = try Connection(path: folder.file("outgoing.db"))
    try file.change("UPDATE line SET at = '2027' WHERE place = 1")
    #expect(try await queue.nextLine()?.line == all[1])
    try file.change("UPDATE line SET at = '2026-11-20T09:15:03+08:00' WHERE place = 1")
    await queue.close()
    #expect(try await (try await open()).nextLine()?.line == all[0])
  }

  @Test("a wrong password and its line are kept together, and bring back no account that is kept no longer")
  func counted() async throws {
    let queue = try await open()
    try await queue.keep(clerk("li"), at: Self.noon)
    var wrong = clerk("li")
    wrong.account.wrongTries = 3
    let line = line("2026-11-20T09:15:03+08:00", .selfService, .wrongPassword)
    try await queue.add(line, counting: wrong, mostRefusals: 9)
    #expect(try await queue.clerk(named: "li", at: Self.noon) == wrong)
    try await queue.forget(clerk: "li")
    try await queue.add(line, counting: wrong, mostRefusals: 9)
    #expect(try await queue.clerkNames() == [])
    for _ in 0..<2 {
      let next = try #require(try await queue.nextLine())
      #expect(next.line == line)
      try await queue.take(line: next.place)
    }
  }

  @Test("what the centre counted is kept where it has counted everything, and brings back nothing")
  func countedAtCentre() async throws {
    let queue = try await open()
    try await queue.keep(clerk("li"), at: Self.noon)
    var counted = clerk("li")
    counted.account.wrongTries = 0
    try await queue.add(line("2026-11-20T09:15:03+08:00", .selfService, .wrongPassword), mostRefusals: 9)
    try await queue.count(counted)
    #expect(try await queue.clerk(named: "li", at: Self.noon) == clerk("li"))
    try await queue.take(line: try #require(try await queue.nextLine()).place)
    try await queue.count(counted)
    #expect(try await queue.clerk(named: "li", at: Self.noon) == counted)
    try await queue.forget(clerk: "li")
    try await queue.count(counted)
    #expect(try await queue.clerkNames() == [])
  }

  @Test("of lines of people who were not let in only so many wait, and every other line does")
  func bounded() async throws {
    let queue = try await open()
    let kinds: [WaitingLine.Kind] = [.refused, .refused, .refused, .wrongPassword, .admitted, .plain]
    for kind in kinds {
      try await queue.add(line("2026-11-20T09:15:03+08:00", .selfService, kind), mostRefusals: 2)
    }
    var waiting: [WaitingLine.Kind] = []
    while let next = try await queue.nextLine() {
      waiting.append(next.line.kind)
      try await queue.take(line: next.place)
    }
    #expect(waiting == [.refused, .refused, .wrongPassword, .admitted, .plain])
  }
}
