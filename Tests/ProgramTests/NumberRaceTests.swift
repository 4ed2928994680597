import CounterRules
import Foundation
import IdentityDocuments
import LinuxPlatform
import OneTimeCodes
import PersonArchive
import PersonalData
import SQLiteStore
import TestSupport
import Testing

@Suite("Two clients of one daemon, at the same moment", .timeLimit(.minutes(3)))
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

    /// Files people with documents that were typed in, and issues a code to each, a minute after the one before.
    private static func fill(_ state: String, _ count: Int, _ number: (Int) -> String) async throws
      -> [String]
    {
      let store = try await SQLiteStore.open(stateFolder: state)
      let checker = ActingParty.clerk(name: "wang", role: .checker)
      let day = try #require(CalendarDate(year: 2026, month: 11, day: 20))
      var people: [String] = []
      for index in 0..<count {
        var document = IdentityDocument(kind: .taiwanCompatriotPermit)
        document.number = Personal(String(10_000_000 + index))
        document.name = Personal("样本\(index)")
        let origin = ReadingOrigin(
          session: "typed-\(index)", readAt: "2026-11-20T09:15:02+08:00", window: "test-window",
          clerk: "wang", reader: .typed)
        let filed = try await store.file(
          FilingRequest(
            origin: origin, document: document, photoBlock: nil, textBlock: Personal([]), party: checker))
        let id = try #require(filed.person)
        people.append(id)
        // The second one's code for a number goes out a minute later, now.
        let early = index.isMultiple(of: 2) ? 61_000 : 0
        let clock = ClockReading(
          wall: MachineClock.wall - 61_000 * 2 + (61_000 - early), uptime: MachineClock.uptime,
          boot: "earlier-\(early)")
        let entry = AuditEntry(
          at: "2026-11-20T09:15:02+08:00", window: "test-window", party: checker, act: .sendCode)
        _ = try await store.issue(
          CodeOrder(
            visit: NumberVisit(entry: entry, proof: .seen(person: id), today: day, clock: clock),
            number: try #require(MobileNumber(Personal(number(index)))), purpose: .bind,
            code: try #require(OneTimeCode(typed: Personal(code))), policy: .standard(.bind),
            limits: IssueLimits(clerkPerHour: .max, windowPerHour: .max), message: RandomToken.make()))
      }
      await store.close()
      return people
    }
  }
}
