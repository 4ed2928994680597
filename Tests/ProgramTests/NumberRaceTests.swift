import CounterRules
import Foundation
import IdentityDocuments
import LinuxPlatform
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteStore
import SealedArchive
import TestSupport
import Testing

@Suite("Two clients of one daemon, at the same moment", .timeLimit(.minutes(FullRun.isAsked ? 30 : 3)))
struct NumberRaceTests {
  private static let code = "86420975"
  private static let rounds = FullRun.isAsked ? 1_000 : 100

  /// Two connections of a checker to a window where everybody's code waits already.
  private struct Window {
    var kiosk: Kiosk
    var daemon: RunningProgram
    var clients: [WireClient]
    /// The persons' ids.
    var people: [String]

    /// `number` says to whom which number's code went.
    init(people count: Int, number: (Int) -> String) async throws {
      kiosk = try await SignInTests.kiosk(["wang": "checker"], configuration: "window.typedDocuments = on\n")
      await kiosk.counterDaemon.stop()
      people = try await Self.fill(kiosk.folder.file("state"), count, number)
      daemon = try Kiosk.startCounterDaemon(kiosk.folder, kiosk.folder.file("idkiosk.conf"))
      _ = try await daemon.errorLine { $0.hasSuffix(": ready") }
      clients = []
      for _ in 0..<2 {
        let client = try WireClient(kiosk.folder.file("counter.sock"))
        try await client.hello()
        #expect(try await SignInTests.signIn(client, 2, "wang")["result"].exists)
        clients.append(client)
      }
    }

    /// Both say the code at once, `first` a moment earlier; the reasons of those that were refused.
    func race(_ id: Int, _ people: [Int], first: Int) async throws -> [String?] {
      for client in [first, 1 - first] {
        let params =
          #"{"person":"\#(self.people[people[client]])","verifiedByEye":true,"purpose":"bind","#
          + #""code":"\#(code)","faceConfirmed":true}"#
        clients[client].send(
          #"{"jsonrpc":"2.0","id":\#(id),"method":"phone.confirm","params":\#(params)}"#)
      }
      var reasons: [String?] = []
      for client in clients {
        let answer = try await client.line { $0["id"].number == id }
        reasons.append(answer["result"]["phoneMasked"].exists ? nil : SignInTests.reason(answer) ?? "none")
      }
      return reasons
    }

    func stop() async {
      await daemon.stop()
      await kiosk.stop()
    }

    /// Files people with documents that were typed in, and issues a code to each.
    private static func fill(
      _ state: String, _ count: Int, _ number: (Int) -> String
    ) async throws -> [String] {
      let store = try await SQLiteStore.open(stateFolder: state)
      var people = [String](repeating: "", count: count)
      // The odd ones' codes go out a minute later: two codes in a minute are too many for one number.
      for (parity, secondsAgo) in [(0, 61), (1, 0)] {
        for index in stride(from: parity, to: count, by: 2) {
          people[index] = try await file(index, in: store)
          try await issue(to: people[index], number(index), secondsAgo, in: store)
        }
      }
      await store.close()
      return people
    }

    private static let checker = ActingParty.clerk(name: "wang", role: .checker)

    private static func file(_ index: Int, in store: ArchiveStore) async throws -> String {
      var document = IdentityDocument(kind: .taiwanCompatriotPermit)
      document.number = Personal(String(10_000_000 + index))
      document.name = Personal("样本\(index)")
      let origin = ReadingOrigin(
        session: "typed-\(index)", readAt: "2026-11-20T09:15:02+08:00", window: "test-window",
        clerk: "wang", reader: .typed)
      let filed = try await store.file(
        FilingRequest(
          origin: origin, document: document, photoBlock: nil, textBlock: Personal([]), party: checker))
      return try #require(filed.person)
    }

    private static func issue(
      to person: String, _ number: String, _ secondsAgo: Int, in store: ArchiveStore
    ) async throws {
      let clock = ClockReading(
        wall: MachineClock.wall - secondsAgo * 1_000, uptime: MachineClock.uptime - secondsAgo * 1_000,
        boot: MachineClock.boot)
      let entry = AuditEntry(
        at: "2026-11-20T09:15:02+08:00", window: "test-window", party: checker, act: .sendCode)
      let today = try #require(CalendarDate(year: 2026, month: 11, day: 20))
      _ = try await store.issue(
        CodeOrder(
          visit: NumberVisit(entry: entry, proof: .seen(person: person), today: today, clock: clock),
          number: try #require(MobileNumber(Personal(number))), purpose: .bind,
          code: try #require(OneTimeCode(typed: Personal(code))), policy: .standard(.bind),
          limits: IssueLimits(clerkPerHour: 100_000, windowPerHour: 100_000), message: RandomToken.make()))
    }
  }

  @Test("who bind the same number to two people: one has it, the other is told that it is another's")
  func sameNumber() async throws {
    var seed = SeededGenerator.printed()
    let window = try await Window(people: 2 * Self.rounds) { "135\(10_000_000 + $0 / 2)" }
    var wins = [0, 0]
    for round in 0..<Self.rounds {
      let reasons = try await window.race(
        round + 10, [2 * round, 2 * round + 1], first: Int.random(in: 0..<2, using: &seed))
      #expect(reasons.filter { $0 == nil }.count == 1, "\(round): \(reasons)")
      #expect(reasons.contains("phone.taken"), "\(round): \(reasons)")
      wins[reasons[0] == nil ? 0 : 1] += 1
    }
    #expect(wins.reduce(0, +) == Self.rounds)
    let rows = try await bindings(window)
    #expect(rows == ["\(Self.rounds)|\(Self.rounds)|\(Self.rounds)"])
    await window.stop()
  }

  @Test("who say the same person's code: it is good once, and used for the other")
  func sameCode() async throws {
    var seed = SeededGenerator.printed()
    let rounds = Self.rounds / 2
    let window = try await Window(people: rounds) { "136\(10_000_000 + $0)" }
    for round in 0..<rounds {
      let reasons = try await window.race(
        round + 10, [round, round], first: Int.random(in: 0..<2, using: &seed))
      #expect(Set(reasons) == [nil, "code.used"], "\(round): \(reasons)")
    }
    #expect(try await bindings(window) == ["\(rounds)|\(rounds)|\(rounds)"])
    await window.stop()
  }

  /// Live bindings, their numbers and their persons, counted.
  private func bindings(_ window: Window) async throws -> [String] {
    let sql =
      "SELECT count(*), count(DISTINCT number), count(DISTINCT person) FROM binding WHERE ended IS NULL"
    let tool = try RunningProgram("/usr/bin/sqlite3", [window.kiosk.folder.file("state/archive.db"), sql])
    await tool.wait()
    return tool.output
  }
}
