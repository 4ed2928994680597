import OneTimeCodes
import Testing

@Suite("How often codes are issued")
struct IssueLimitsTests {
  private static let minute = 60_000
  private let limits = IssueLimits(clerkPerHour: 3, windowPerHour: 2)

  @Test(
    "a number gets its first code at once and the next after 60 seconds",
    arguments: [IssueScope.number, .person])
  func pause(scope: IssueScope) {
    #expect(limits.wait(in: scope, issued: [], now: 0) == 0)
    #expect(limits.wait(in: scope, issued: [0], now: 0) == 60_000)
    #expect(limits.wait(in: scope, issued: [0], now: 59_999) == 1)
    #expect(limits.wait(in: scope, issued: [0], now: 60_000) == 0)
  }

  @Test("five an hour", arguments: [IssueScope.number, .person])
  func hour(scope: IssueScope) {
    let issued = [0, 2, 4, 6, 8].map { $0 * Self.minute }
    #expect(limits.wait(in: scope, issued: Array(issued.prefix(4)), now: 9 * Self.minute) == 0)
    #expect(limits.wait(in: scope, issued: issued.shuffled(), now: 10 * Self.minute) == 50 * Self.minute)
    #expect(limits.wait(in: scope, issued: issued, now: 60 * Self.minute) == 0)
  }

  @Test("ten a day", arguments: [IssueScope.number, .person])
  func day(scope: IssueScope) {
    let issued = (0..<10).map { $0 * 20 * Self.minute }
    #expect(limits.wait(in: scope, issued: issued, now: 260 * Self.minute) == (1_440 - 260) * Self.minute)
    #expect(limits.wait(in: scope, issued: issued, now: 1_440 * Self.minute) == 0)
  }

  @Test("a clerk and a window have limits of their own")
  func clerkAndWindow() {
    #expect(limits.wait(in: .clerk, issued: [5, 6], now: 7) == 0)
    #expect(limits.wait(in: .clerk, issued: [5, 6, 7], now: 7) == 3_600_000 - 2)
    #expect(limits.wait(in: .window, issued: [5, 6], now: 7) == 3_600_000 - 2)
    #expect(IssueLimits(clerkPerHour: 0, windowPerHour: 0).wait(in: .clerk, issued: [], now: 0) == 3_600_000)
  }

  @Test("what lies further back than its reach decides nothing", arguments: IssueScope.allCases)
  func reach(scope: IssueScope) {
    let reach = limits.reach(of: scope)
    let issued = (0..<50).map { $0 * 4 * Self.minute }
    let now = 200 * Self.minute
    let seen = issued.filter { now - $0 < reach.milliseconds }.sorted().suffix(reach.count)
    #expect(
      limits.wait(in: scope, issued: Array(seen), now: now)
        == limits.wait(in: scope, issued: issued, now: now))
  }
}
