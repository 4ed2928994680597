import CounterRules
import PersonalData
import Testing

@Suite("The ledger of a batch")
struct BatchRuleTests {
  @Test("a swipe's mark is what filing it did, and unexpected where the list does not have it")
  func marks() {
    let plain: [(FilingOutcome, BatchMark)] = [
      (.filed, .filed), (.unchanged, .onFile), (.renewed, .renewed), (.older, .older), (.conflict, .conflict),
      (.failed, .failed), (.queued, .failed),
    ]
    for (outcome, mark) in plain {
      #expect(BatchMark(outcome, isListed: nil) == mark)
      #expect(BatchMark(outcome, isListed: true) == mark)
    }
    for outcome in [FilingOutcome.filed, .unchanged, .renewed, .older] {
      #expect(BatchMark(outcome, isListed: false) == .unexpected)
    }
    #expect(BatchMark(.conflict, isListed: false) == .conflict)
    #expect(BatchMark(.failed, isListed: false) == .failed)
  }

  @Test("the counters count documents once, failed swipes apart, and who is missing")
  func counters() {
    var counters = BatchCounters(expected: 5, found: 3)
    counters.add(.filed, .filed, isExpired: false, count: 2)
    counters.add(.onFile, .unchanged, isExpired: true)
    counters.add(.unexpected, .renewed, isExpired: false)
    counters.add(.older, .older, isExpired: false)
    counters.add(.conflict, .conflict, isExpired: false)
    counters.add(.failed, nil, isExpired: false, count: 3)
    counters.add(.counted, nil, isExpired: false)
    #expect(counters.total == 6)
    #expect([counters.filed, counters.onFile, counters.renewed, counters.older] == [2, 1, 1, 1])
    #expect([counters.conflict, counters.failed, counters.unexpected, counters.expired] == [1, 3, 1, 1])
    #expect(counters.expected == 5 && counters.missing == 2)
    #expect(BatchCounters().missing == nil)
  }

  @Test("a code is eight digits, its first as often a nought as any other")
  func codes() {
    struct Numbers: RandomNumberGenerator {
      var state: UInt64
      mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
      }
    }
    var numbers = Numbers(state: 20_261_120)
    let codes = (0..<2_000).map { _ in BatchCode.make(using: &numbers).disclosed() }
    #expect(codes.allSatisfy { $0.count == 8 && $0.allSatisfy { ("0"..."9").contains($0) } })
    for digit in "0123456789" {
      let share = codes.count { $0.first == digit }
      #expect((130...280).contains(share), "\(digit): \(share)")
    }
    #expect(BatchCode.normalized(Personal("１２３ 45678")).disclosed() == "12345678")
  }

  @Test("who entered a code touches that batch, an enterprise those it opened, a clerk all")
  func scopes() {
    let enterprise = ActingParty.clerk(name: "li", role: .enterprise)
    #expect(ActingParty.batchHolder(batch: "7").batchScope.holds(batch: "7", openedBy: "clerk:wang"))
    #expect(!ActingParty.batchHolder(batch: "7").batchScope.holds(batch: "8", openedBy: "batch:7"))
    #expect(enterprise.batchScope.holds(batch: "7", openedBy: "clerk:li"))
    #expect(!enterprise.batchScope.holds(batch: "7", openedBy: "clerk:wang"))
    for role in Role.allCases where role != .enterprise {
      #expect(ActingParty.clerk(name: "li", role: role).batchScope.holds(batch: "7", openedBy: "clerk:wang"))
    }
  }
}
