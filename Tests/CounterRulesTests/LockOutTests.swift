import CounterRules
import Testing

@Suite("Locking after wrong passwords")
struct LockOutTests {
  private let rule = LockOut(tries: 5, time: .seconds(900))

  @Test("begins with the last try that is one too many, and ends by itself")
  func time() {
    #expect(rule.remaining(wrongTries: 4, elapsed: .zero) == nil)
    #expect(rule.remaining(wrongTries: 5, elapsed: .zero) == .seconds(900))
    #expect(rule.remaining(wrongTries: 5, elapsed: .seconds(899)) == .seconds(1))
    #expect(rule.remaining(wrongTries: 5, elapsed: .seconds(900)) == nil)
    #expect(rule.remaining(wrongTries: 6, elapsed: .seconds(-50)) == .seconds(900))
  }

  @Test("gives as many tries again once it has ended")
  func counting() {
    #expect([0, 3, 4, 5, 9].map(rule.count(after:)) == [1, 4, 5, 1, 1])
  }

  @Test("over a restart the time of day counts, unless it was stepped back")
  func restart() {
    #expect(LockOut.elapsed(since: 1_000, now: 1_600, running: .seconds(3)) == .seconds(600))
    #expect(LockOut.elapsed(since: 1_000, now: 400, running: .seconds(3)) == .seconds(3))
    #expect(LockOut.elapsed(since: 1_000, now: 1_001, running: .seconds(30)) == .seconds(30))
    #expect(LockOut.elapsed(since: nil, now: 1_000, running: .seconds(3)) == .seconds(3))
  }
}
